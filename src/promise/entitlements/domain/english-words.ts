import type { Channel } from './decision.ts'
import type { DecisionWords } from './decision-words.ts'

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const NUMBERS = [
  'none',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

const THROUGH: Record<Channel, string> = {
  portal: 'through the portal',
  email: 'by email',
  phone: 'by phone',
  live_session: 'in a live session',
}

/** The beginning of "… not part of Basic". */
const UNAVAILABLE: Record<Channel, string> = {
  portal: 'We can’t take this through the portal: the portal is',
  email: 'We can’t take this by email: support by email is',
  phone: 'We can’t take this by phone: support by phone is',
  live_session: 'We can’t do this in a live session: screen sharing and co-browsing are',
}

/** What the calls and sessions of a channel are called, and what they do when support opens. */
const MEETINGS: Record<Channel, string> = {
  portal: 'Requests in the portal',
  email: 'Emails',
  phone: 'Phone calls',
  live_session: 'Live sessions',
}

/** The decision in English: first what it is, then the numbers; never blame, at most two sentences. */
export const englishWords: DecisionWords = {
  formats: (timeZone) => ({
    date: (isoDate) => dateWords(Temporal.PlainDate.from(isoDate)),
    instant: (isoInstant) => instantWords(Temporal.Instant.from(isoInstant).toZonedDateTimeISO(timeZone)),
  }),
  reasons: {
    marketplace_product: ({ product, publisher = 'its publisher' }) =>
      `${product} is a Marketplace product: ${publisher} supports it, under the terms on its own page.`,
    agreement_missing: () =>
      'We could not find a support agreement for your company. A support package goes with every subscription.',
    agreement_not_in_force: ({ phase, start, lastDay }, { date }) =>
      phase === 'ended'
        ? `The last day of your support agreement was ${date(lastDay)}.`
        : `Your support agreement starts on ${date(start)}.`,
    product_not_covered: ({ product }) =>
      `${product} is not part of your support agreement yet. A support package covers every product a company uses.`,
    contact_not_authorised: ({ onBehalf }) =>
      onBehalf
        ? 'Requests come from the authorised contacts named in the agreement, and this contact is not one of them.'
        : 'Requests come from the authorised contacts named in your agreement, and you are not one of them yet.',
    channel_not_included: ({ channel, packageName }) => `${UNAVAILABLE[channel]} not part of ${packageName}.`,
    service_not_included: ({ serviceName, packageName }) => `“${serviceName}” is not part of ${packageName}.`,
    certification_required: (values, { date }) => {
      const needed = `“${values.serviceName}” is for people with a valid ${values.certification} certification`
      if (values.startsOn !== null)
        return `${needed}; the one on record is valid from ${date(values.startsOn)}.`
      if (values.lastDay === null) return `${needed}, and we have none on record yet.`
      return `${needed}; the one on record was valid until ${date(values.lastDay)}.`
    },
    pool_exhausted: ({ used, limit, resetsOn, isOver }, { date }) =>
      isOver
        ? `This came in before ${date(resetsOn)}, and your allowance for this topic in that agreement year is used up: ${used} of ${limit}.`
        : `Your yearly allowance for this topic is used up: ${used} of ${limit}. The next ${number(limit)} open on ${date(resetsOn)}.`,
    support_closed: ({ channel, opensAt }, { instant }) =>
      opensAt === null
        ? `${MEETINGS[channel]} are for your support hours, and we are closed now.`
        : `${MEETINGS[channel]} are for your support hours, and we are closed now: we open on ${instant(opensAt)}.`,
    request_needed: ({ serviceName, packageName }) =>
      `“${serviceName}” comes with ${packageName} on request: we approve it first.`,
    unclassified: ({ missing }) =>
      `We do not know the ${listed(missing, 'and')} yet, so a person reads it first and sets what is missing.`,
    drawn_from_pool: ({ used, limit, resetsOn, isOver }, { date }) =>
      isOver
        ? `This came in before ${date(resetsOn)} and takes 1 from the allowance of that agreement year: ${used + 1} of ${limit} used with it.`
        : `This takes 1 from your yearly allowance: ${used + 1} of ${limit} used with it. The next ${number(limit)} open on ${date(resetsOn)}.`,
    included: ({ packageName, serviceName }) =>
      serviceName === null
        ? `This is part of ${packageName}.`
        : `“${serviceName}” is part of ${packageName}.`,
  },
  waived: 'We take this one as an exception.',
  waysForward: {
    publisher_terms: ({ product, url }) =>
      url === null
        ? `Read how its publisher supports ${product} on its page in the Marketplace.`
        : `Read how its publisher supports ${product}: ${url}`,
    write_to_publisher: ({ publisher, address }) => `Write to ${publisher}: ${address}`,
    choose_package: () => 'Compare the support packages and tell us which one suits you.',
    renew_agreement: () => 'Ask us to renew your agreement; we pick this up as soon as it is in force.',
    wait_for_start: ({ startsOn }, { date }) => `Send it on ${date(startsOn)} or later; we will be there.`,
    add_product: ({ product }) => `Ask us to add ${product} to your agreement.`,
    ask_authorised_contact: ({ names }) => {
      if (names.length === 0) return 'Ask an authorised contact of your company to send it.'
      const some = names.slice(0, 3)
      if (names.length > some.length)
        return `Ask ${listed([...some, 'another authorised contact'], 'or')} of your company to send it.`
      const are = names.length === 1 ? 'is an authorised contact' : 'are authorised contacts'
      return `Ask ${listed(some, 'or')} to send it, who ${are} of your company.`
    },
    ask_for_seat: ({ onBehalf }) =>
      onBehalf
        ? 'The account’s administrator can give this contact a seat.'
        : 'Ask your company’s administrator to give you a seat.',
    use_channel: ({ channels, responseMinutes }) => {
      const send = `Send it ${listed(
        channels.map((channel) => THROUGH[channel]),
        'or',
      )} at any time`
      return responseMinutes === null
        ? `${send}.`
        : `${send}: our first reply comes within ${span(responseMinutes)}, counted in your support hours.`
    },
    wait_until_open: ({ channel, opensAt }, { instant }) =>
      `${channel === 'phone' ? 'Call us' : 'Start the session'} from ${instant(opensAt)}.`,
    open_as_problem: ({ never }) =>
      never === null
        ? 'If something is broken, report it as a problem.'
        : 'If something is broken, report it as a problem: that never uses the allowance.',
    get_certified: ({ certification }) => `Take the ${certification} certification in the Academy.`,
    wait_for_new_year: ({ resetsOn, limit, withRenewal }, { date }) =>
      `Ask again on ${date(resetsOn)}, when the next ${number(limit)} open${withRenewal ? ' with the renewal of your agreement' : ''}.`,
    ask_in_present_year: ({ startedOn }, { date }) =>
      `Send it as a new request: that counts in the agreement year that began on ${date(startedOn)}.`,
    upgrade: ({ serviceName, packages, onRequest }) =>
      `Ask us about ${listed(packages, 'or')}, which ${packages.length === 1 ? 'has' : 'have'} “${serviceName}”${onRequest ? ' on request' : ''}.`,
    request_approval: ({ serviceName }) => `Send it as a request: it asks us to approve “${serviceName}”.`,
    add_details: ({ missing }) => `Tell us the ${listed(missing, 'and')}, or leave it to us.`,
    self_service: ({ services }) => {
      const names = services.map((service) =>
        service === 'community' ? 'the Community' : 'the Knowledge Base',
      )
      return `Look in ${listed(names, 'or')}, open at any hour.`
    },
    ask_us: () => 'Write to us in your own words; a person reads it and finds a way with you.',
  },
}

function dateWords({ day, month, year }: { day: number; month: number; year: number }): string {
  return `${day} ${MONTHS[month - 1]} ${year}`
}

function instantWords(at: Temporal.ZonedDateTime): string {
  const [hour, minute] = [at.hour, at.minute].map((part) => String(part).padStart(2, '0'))
  return `${WEEKDAYS[at.dayOfWeek - 1]} ${dateWords(at)} at ${hour}:${minute}`
}

function number(count: number): string {
  return NUMBERS[count] ?? String(count)
}

function listed(items: readonly string[], word: 'and' | 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1)}`
}

function span(minutes: number): string {
  if (minutes % 60 !== 0) return `${minutes} minutes`
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`
}
