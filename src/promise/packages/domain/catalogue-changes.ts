import { type Catalogue, PRIORITIES, type Priority, type PublishedAvailability } from './catalogue.ts'
import { moneyWords } from './money.ts'
import { type PackageTarget, packageVersionsOf } from './package-version.ts'
import { capital, duration, pageWords, weekName } from './page-words.ts'
import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import { weekdays } from '#promise/calendars/domain/calendar.ts'

/** Where in a catalogue something differs, in the order in which it is told. */
export const changeAreas = [
  'packages',
  'hours',
  'response',
  'resolution',
  'next',
  'services',
  'seats',
  'pools',
  'zones',
  'terms',
  'page',
] as const
type ChangeArea = (typeof changeAreas)[number]

/** One field that differs, in words; null where it is not there. `packageName` where it is of one package. */
export type CatalogueChange = {
  area: ChangeArea
  subject: string
  packageName: string | null
  before: string | null
  after: string | null
}

/**
 * What differs between two catalogues, field by field and in words. Nothing that a catalogue says is left out,
 * so that two without a change are the same. A package that is new or gone is one change, without its cells.
 */
export function catalogueChanges(before: Catalogue, after: Catalogue): CatalogueChange[] {
  const [old, fresh] = [factsOf(before), factsOf(after)]
  const shared = (code: string | undefined): boolean =>
    code === undefined ||
    (before.packages.some((one) => one.code === code) && after.packages.some((one) => one.code === code))
  const changes: CatalogueChange[] = []
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const [was, is] = [old.get(key), fresh.get(key)]
    const fact = is ?? was
    if (fact === undefined || was?.value === is?.value || !shared(fact.packageCode)) continue
    if (fact.isOrder === true && !hasSame(was?.value, is?.value)) continue
    const named = (is ?? was)?.packageCode
    changes.push({
      area: fact.area,
      subject: fact.subject,
      packageName: named === undefined ? null : nameOf(after, named),
      before: was?.value ?? null,
      after: is?.value ?? null,
    })
  }
  return changes.toSorted((one, other) => changeAreas.indexOf(one.area) - changeAreas.indexOf(other.area))
}

type Fact = { area: ChangeArea; subject: string; value: string; packageCode?: string; isOrder?: true }

function factsOf(catalogue: Catalogue): Map<string, Fact> {
  return new Map([
    ...packageFacts(catalogue),
    ...targetFacts(catalogue),
    ...serviceFacts(catalogue),
    ...poolFacts(catalogue),
    ...zoneAndTermFacts(catalogue),
    ...pageFacts(catalogue),
  ])
}

type Entry = [string, Fact]

function* packageFacts({ packages, supportHours, authorisedContacts }: Catalogue): Generator<Entry> {
  for (const { code, name, costPercentOfSubscription: cost, minimumFeeMinor: fees = {} } of packages) {
    yield [`package ${code}`, { area: 'packages', subject: `Package ${code}`, value: name }]
    const of = { subject: 'Price', packageCode: code }
    yield [`price ${code}`, { area: 'packages', ...of, value: `${cost} % of the subscription` }]
    for (const [currency, minor] of Object.entries(fees))
      yield [
        `fee ${currency} ${code}`,
        {
          area: 'packages',
          subject: `Minimum fee, ${currency}`,
          packageCode: code,
          value: `At least ${moneyWords(minor, currency, 'en')} a year`,
        },
      ]
    const hours = supportHours[code]
    if (hours !== undefined)
      yield [
        `hours ${code}`,
        { area: 'hours', subject: 'Support hours', packageCode: code, value: hoursText(hours) },
      ]
    yield [
      `seats ${code}`,
      { area: 'seats', subject: 'Seats', packageCode: code, value: String(authorisedContacts[code]) },
    ]
  }
  const order = packages.map(({ code }) => code).join(', ')
  yield [
    'order packages',
    { area: 'packages', subject: 'Order of the packages', value: order, isOrder: true },
  ]
}

/** `Mon–Fri, 09:00–18:00`: hours of a package, in its coverage zone. */
export function hoursText(hours: SupportHours): string {
  if ('always' in hours) return weekName({ isAlways: true, days: [], openings: [] })
  const days = [...new Set(hours.days)].map((day) => weekdays.indexOf(day) + 1).toSorted((a, b) => a - b)
  const { from, to } = hours
  return weekName({ isAlways: false, days: [], openings: [{ days, from, to, endsNextDay: to <= from }] })
}

function* targetFacts(catalogue: Catalogue): Generator<Entry> {
  for (const { code, firstResponse, resolution, nextResponse } of packageVersionsOf(catalogue, 1))
    for (const priority of PRIORITIES) {
      const of = { subject: priorityText(priority), packageCode: code }
      const [first, solved] = [targetText(firstResponse[priority]), targetText(resolution[priority])]
      yield [`response ${priority} ${code}`, { area: 'response', ...of, value: first }]
      yield [`resolution ${priority} ${code}`, { area: 'resolution', ...of, value: solved }]
      const next = targetText(nextResponse?.[priority] ?? null)
      yield [`next ${priority} ${code}`, { area: 'next', ...of, value: next }]
    }
  for (const area of ['response', 'resolution'] as const)
    for (const priority of PRIORITIES) {
      const { label } = catalogue[`${area}TimeMinutes`][priority]
      if (typeof label === 'string')
        yield [`${area} label ${priority}`, { area, subject: `Label, ${priority} priority`, value: label }]
    }
}

function priorityText(priority: Priority): string {
  return `${capital(priority)} priority`
}

/** `4 h`, and `4 h, tracked` where it is not promised. */
export function targetText(target: PackageTarget): string {
  if (target === null) return pageWords.noPromise
  const time = duration(target.minutes)
  return target.guaranteed ? time : pageWords.tracked(time)
}

function* serviceFacts({ services, packages }: Catalogue): Generator<Entry> {
  for (const { code, name, group, ...cells } of services) {
    yield [`service ${code}`, { area: 'services', subject: `Service ${code}`, value: name }]
    yield [`group ${code}`, { area: 'services', subject: `Group of ${name}`, value: group }]
    for (const { code: packageCode } of packages) {
      const cell = cells[packageCode]
      if (cell === undefined) continue
      const value = cellText(cell as PublishedAvailability)
      yield [`cell ${code} ${packageCode}`, { area: 'services', subject: name, packageCode, value }]
    }
  }
  const order = services.map(({ code }) => code).join(', ')
  yield [
    'order services',
    { area: 'services', subject: 'Order of the services', value: order, isOrder: true },
  ]
}

function cellText(cell: PublishedAvailability): string {
  if (typeof cell === 'string') return pageWords.availability[cell]
  const label = cell.label === undefined ? '' : ` (“${cell.label}”)`
  const printed = cell.footnote === undefined ? label : `${label}, with the footnote “${cell.footnote}”`
  if ('availability' in cell) return `${pageWords.availability[cell.availability]}${printed}`
  if ('limited' in cell) return `Limited by the pool ${cell.limited}${printed}`
  return `For people with the certification ${cell.conditional.certification}${printed}`
}

function* poolFacts({ pools }: Catalogue): Generator<Entry> {
  for (const [code, pool] of Object.entries(pools)) {
    const say = (field: string, subject: string, value: string): Entry => [
      `pool ${code} ${field}`,
      { area: 'pools', subject: `${subject} of ${code}`, value },
    ]
    yield say('limit', 'Limit', `Up to ${pool.limit} ${pool.unit} per ${pool.per}`)
    yield say('sharedBy', 'Services', pool.sharedBy.join(', '))
    if (pool.year !== undefined)
      yield say('year', 'Year', `From the ${pool.year.from}${vendorText(pool.year.vendorSet)}`)
    if (pool.footnote !== undefined) yield say('footnote', 'Footnote', pool.footnote)
    if (pool.note !== undefined) yield say('note', 'Note', pool.note)
  }
}

function* zoneAndTermFacts({ coverageZones, terms }: Catalogue): Generator<Entry> {
  for (const { offset, label, note } of coverageZones) {
    const value = [offset, label, note].filter(Boolean).join(' · ')
    yield [`zone ${offset}`, { area: 'zones', subject: `Zone ${offset}`, value }]
  }
  for (const { code, rule } of terms)
    yield [`term ${code}`, { area: 'terms', subject: `Term ${code}`, value: rule }]
  const zones = coverageZones.map(({ offset }) => offset).join(', ')
  yield ['order zones', { area: 'zones', subject: 'Order of the zones', value: zones, isOrder: true }]
  const codes = terms.map(({ code }) => code).join(', ')
  yield ['order terms', { area: 'terms', subject: 'Order of the terms', value: codes, isOrder: true }]
}

/** What the public page prints besides, and what is noted for whoever edits it. */
function* pageFacts(catalogue: Catalogue): Generator<Entry> {
  const { responseTimeMinutes: response, resolutionTimeMinutes: resolution, organisation } = catalogue
  const { measured } = response
  const texts: Record<string, string | undefined> = {
    'About this catalogue': catalogue.about,
    'Heading of response times': response.label,
    'How response times are measured':
      measured && `${measured.what} in ${measured.in}${vendorText(measured.vendorSet)}`,
    'Where a resolution time is guaranteed': `${resolution.guaranteedWhere}${vendorText(resolution.vendorSet)}`,
    'Seats, as printed': `${catalogue.authorisedContacts.group}: ${catalogue.authorisedContacts.label}`,
    'Support lines': organisation && String(organisation.supportLines),
    'Customer service': organisation?.customerService,
  }
  for (const [subject, value] of Object.entries(texts))
    if (value !== undefined) yield [`page ${subject}`, { area: 'page', subject, value }]
}

function vendorText(isVendorSet = false): string {
  return isVendorSet ? ', set by you' : ''
}

/** The same things in another order; where something came or went, that is told instead. */
function hasSame(before = '', after = ''): boolean {
  const sorted = (list: string): string => list.split(', ').toSorted().join()
  return sorted(before) === sorted(after)
}

function nameOf({ packages }: Catalogue, code: string): string {
  return packages.find((one) => one.code === code)?.name ?? code
}
