import type { Priority } from './catalogue.ts'
import type { Availability } from './package-version.ts'
import { offsetMinutes, placeOf } from './reader-zone.ts'
import { dayRuns, type Opening, type SupportWeek } from './support-week.ts'

/** The public page's own words. Names, labels, footnotes and rules come from the catalogue as they are. */
export const pageWords = {
  language: 'en',
  title: (vendor: string) => `Support packages · ${vendor}`,
  description: (packages: readonly string[]) =>
    `${listed(packages)} compared line by line: support hours in your time, response times, channels, services and terms.`,
  support: 'Support',
  skip: 'Skip to content',
  mainNavigation: 'Main',
  packagesLink: 'Packages',
  signIn: 'Sign in',
  headline: 'Support that keeps its word.',
  lead: (count: number) =>
    `${capital(plural(count, 'package', 'packages'))}. Every line below is a rule our support system runs on: what you read is what you get, to the minute.`,
  talkToUs: 'Talk to us',
  choices: 'Show the table your way',
  coverageZone: 'Coverage zone',
  yourTime: 'Your time',
  asCoverageZone: 'As in the coverage zone',
  show: 'Show',
  onlyDifferences: 'Only differences',
  showDifferences: (differing: number, lines: number) => `: show ${differing} of ${lines} lines`,
  showAll: (lines: number) => `: on, show all ${lines} lines`,
  linesDiffer: (differing: number, lines: number) => `${lines} lines, ${differing} differ`,
  linesShown: (differing: number, lines: number) => `${differing} of ${lines} lines differ`,
  packageChoice: 'Package',
  compared: 'Support packages compared',
  line: 'Line',
  percent: (percent: number) => `${percent} %`,
  ofSubscription: 'of the subscription cost,',
  excludingTaxes: 'excluding taxes',
  atLeast: (fees: readonly string[]) => `at least ${fees.join(' or ')} a year`,
  tracked: (time: string) => `${time}, tracked`,
  supportHours: 'Support hours',
  inYourTime: (zone: string, now: number) => `In your time, ${zoneName(zone, now)}`,
  inCoverageTime: (zone: string) => `In the time of the coverage zone, ${zone}`,
  weekHint: 'Monday at the top; midnight to midnight.',
  responseTime: 'Response time',
  nextResponse: 'Next reply',
  resolution: 'Resolution',
  priority: (priority: Priority, label: string | null) => capital(label ?? `${priority}-priority cases`),
  responseHint: 'To the first reply, in support hours.',
  noPromise: 'No promised time',
  availability: {
    included: 'Included',
    not_included: 'Not included',
    on_request: 'On request',
    limited: 'Limitations apply',
    conditional: 'Certified people',
  } satisfies Record<Availability['kind'], string>,
  certified: (certification: string) =>
    certification === 'developer' ? 'Certified developers' : 'Certified people',
  certificationHint: (certification: string) =>
    `${capital(certification)} certification, held by the contact`,
  poolHint: (limit: number, unit: string, lines: number) =>
    `Up to ${limit} ${unit} per agreement year${lines > 1 ? `, in total for these ${inWords(lines)}` : ''}.`,
  samePool: (limit: number) => `from the same ${inWords(limit)}`,
  resolutionTarget: (minutes: number, priority: Priority) => `${duration(minutes)} ${priority}`,
  note: (number: number) => `Note ${number}`,
  notes: 'Notes',
  measuredNote: (vendor: string) =>
    `Response times run to our first reply and are counted in support hours, as set by ${vendor}.`,
  poolYearNote: (vendor: string) => `The year begins with your agreement, as set by ${vendor}.`,
  resolutionNote: (vendor: string) =>
    `Resolution times are set by ${vendor} and written into your agreement.`,
  zonesHeading: (count: number) => capital(plural(count, 'coverage zone', 'coverage zones')),
  zonesText: 'You choose the zone your support hours are read in. It is written into your agreement.',
  termsHeading: (count: number) => (count > 1 ? `The terms, all ${inWords(count)}` : 'The terms'),
  behindHeading: 'Who is behind it',
  lines: (count: number) => plural(count, 'support line', 'support lines', String),
  linesText: 'From the first answer to the people who build the platform.',
  customerService: (hours: string) => `Customer service ${hours}`,
  customerServiceText: 'In every package.',
  runsOn: 'Runs on Fourline',
  notYet: {
    title: 'Support packages',
    headline: 'Our packages are not on this page yet.',
    text: 'They appear here as soon as they are published. Please come back a little later, or write to us.',
  },
} as const

/** `4 h`, `30 min`, `1 h 30 min`. */
export function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

/** `GMT+1`, `GMT−9:30`, `GMT`: an offset as it is printed, minutes east of Greenwich. */
function offsetName(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.round(Math.abs(minutes)) % 60]
  const digits = rest === 0 ? String(hours) : `${hours}:${String(rest).padStart(2, '0')}`
  return minutes === 0 ? 'GMT' : `GMT${minutes < 0 ? '−' : '+'}${digits}`
}

/** A zone for its readers: its place, if it has one, and its offset now. */
export function zoneName(zone: string, now: number): string {
  const place = placeOf(zone)
  const offset = offsetName(offsetMinutes(zone, now))
  return place === undefined || place === 'UTC' || place === 'GMT' ? offset : `${place}, ${offset}`
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** `Mon–Fri, 08:00–17:00`; several openings are parted by semicolons. */
export function weekName({ isAlways, openings }: SupportWeek): string {
  return isAlways ? 'Every day, around the clock' : openings.map(openingName).join('; ')
}

function openingName({ days, from, to, endsNextDay }: Opening): string {
  const names = dayRuns(days).map((run) => {
    const [first, last] = [weekdays[run.from - 1], weekdays[run.to - 1]]
    return first === last ? first : `${first}–${last}`
  })
  const name = days.length === 7 ? 'Every day' : names.join(', ')
  return `${name}, ${from}–${to}${endsNextDay ? ' next day' : ''}`
}

const numbers = 'no one two three four five six seven eight nine ten eleven twelve'.split(' ')

function inWords(count: number): string {
  return numbers[count] ?? String(count)
}

function plural(count: number, one: string, more: string, write = inWords): string {
  return `${write(count)} ${count === 1 ? one : more}`
}

export function capital(text: string): string {
  const [first = '', ...rest] = text
  return first.toLocaleUpperCase('en') + rest.join('')
}

function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}
