import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { calendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import type { Priority } from '#promise/packages/domain/catalogue.ts'
import type { Quote } from './quote.ts'
import type { QuotedDeviation } from './quoted-deviation.ts'
import type { QuoteWords } from './quote-words.ts'

type Pair = { label: string; value: string }

/** A quote in words, ready to be laid out: the page and the PDF print the same strings. */
export type QuoteSheet = {
  title: string
  number: string
  vendor: string
  address: string
  facts: Pair[]
  lines: { heading: string; head: [string, string]; rows: QuoteRow[]; sums: Pair[] }
  price: { heading: string; rows: Pair[]; together: Pair[] }
  included: { heading: string; rows: { label: string; values: string[] }[] }
  deviations: { heading: string; text: string; rows: string[] } | null
  notCovered: { heading: string; text: string; rows: string[] } | null
  notes: string[]
  foot: string
}
type QuoteRow = { product: string; note: string | null; amount: string }

/** Puts a quote into words. Pure: the same quote, the same sheet. */
export function quoteSheet(quote: Quote, words: QuoteWords): QuoteSheet {
  const { issue, vendor, package: offered } = quote
  const number = issue?.number ?? words.notIssued
  return {
    title: words.title[quote.kind],
    number,
    vendor: vendor.name,
    address: vendor.supportAddress,
    facts: factsOf(quote, words),
    lines: linesOf(quote, words),
    price: priceOf(quote, words),
    included: { heading: words.included, rows: includedOf(quote, words) },
    deviations:
      quote.deviations.length === 0
        ? null
        : {
            heading: words.deviations,
            text: words.deviationsText,
            rows: quote.deviations.map((one) => deviationText(one, quote.coverageZone, words)),
          },
    notCovered: notCoveredOf(quote, words),
    notes: [
      words.noteTaxes,
      words.noteTerms(offered.name, offered.version),
      words.noteAsk(vendor.name, vendor.supportAddress),
    ],
    foot: words.foot(vendor.name, number),
  }
}

function factsOf(quote: Quote, words: QuoteWords): Pair[] {
  const { issue, package: offered } = quote
  const day = dayIn(words)
  return [
    { label: words.for, value: quote.account.name },
    { label: words.package, value: words.edition(offered.name, offered.version) },
    { label: words.period, value: words.until(day(quote.startsOn), day(lastDayOf(quote.endsOn))) },
    { label: words.zone, value: quote.coverageZone },
    ...(issue === null ? [] : [{ label: words.issued, value: words.issuedBy(day(issue.on), issue.by) }]),
    ...(issue?.validUntil == null ? [] : [{ label: words.validUntil, value: day(issue.validUntil) }]),
  ]
}

function linesOf(quote: Quote, words: QuoteWords): QuoteSheet['lines'] {
  const money = moneyIn(words)
  const day = dayIn(words)
  return {
    heading: words.subscriptions,
    head: [words.product, words.yearly],
    rows: quote.lines.map(({ product, yearlyNetMinor, currency, startsOn, endsOn, inSums }) => ({
      product,
      // One that runs as long as the agreement needs no dates of its own.
      note:
        startsOn === quote.startsOn && endsOn === quote.endsOn
          ? null
          : (inSums === false ? words.notInSums : words.until)(day(startsOn), day(lastDayOf(endsOn))),
      amount: money(yearlyNetMinor, currency),
    })),
    sums: quote.sums.map(({ currency, subscriptionMinor }) => ({
      label: words.subscriptionSum(currency),
      value: money(subscriptionMinor, currency),
    })),
  }
}

function priceOf(quote: Quote, words: QuoteWords): QuoteSheet['price'] {
  const money = moneyIn(words)
  const { name, costPercent } = quote.package
  return {
    heading: words.price,
    rows: quote.sums.map(({ currency, packageMinor, isMinimum }) => ({
      label: isMinimum
        ? words.packageMinimum(name, currency)
        : costPercent === 0
          ? words.packageFree(name)
          : words.packageSum(name, costPercent, currency),
      value: money(packageMinor, currency),
    })),
    together: quote.sums.map(({ currency, togetherMinor }) => ({
      label: words.together(currency),
      value: money(togetherMinor, currency),
    })),
  }
}

function includedOf(
  { included, coverageZone, creditRule: credit }: Quote,
  words: QuoteWords,
): QuoteSheet['included']['rows'] {
  const targets = (found: Quote['included']['firstResponse']): string[] =>
    found.map((target) => targetText(target, words))
  const rows = [
    { label: words.hours, values: [hoursText(included.hours, coverageZone, words)] },
    { label: words.channels, values: [included.channels.join(', ')] },
    { label: words.response, values: targets(included.firstResponse) },
    { label: words.resolution, values: targets(included.resolution) },
    { label: words.seats, values: [words.seatsText(included.seats)] },
    {
      label: words.pools,
      values: included.pools.map(({ limit, unit, services }) =>
        words.poolText(limit, unit, services.join(', ')),
      ),
    },
    {
      label: words.credit,
      values: credit === undefined ? [] : [words.creditText(credit.percent, credit.of, credit.capPercent)],
    },
  ]
  return rows.filter(({ values }) => values.some((value) => value !== ''))
}

function deviationText(deviation: QuotedDeviation, zone: string, words: QuoteWords): string {
  switch (deviation.of) {
    case 'firstResponse':
      return `${words.response}, ${targetText(deviation, words)}`
    case 'resolution':
      return `${words.resolution}, ${targetText(deviation, words)}`
    case 'service':
      return `${deviation.name}: ${words.availability[deviation.availability]}`
    case 'pool':
      return `${words.pools}: ${words.poolLimit(deviation.limit, deviation.unit)}`
    case 'seats':
      return `${words.seats}: ${words.seatsText(deviation.count)}`
    case 'hours':
      return `${words.hours}: ${hoursText(deviation.hours, zone, words)}`
  }
}

function targetText(
  { priority, minutes }: { priority: Priority; minutes: number | null },
  words: QuoteWords,
): string {
  const name = words.priority[priority]
  return minutes === null ? words.noTarget(name) : words.target(name, spanOf(minutes, words))
}

function hoursText(hours: Quote['included']['hours'], zone: string, words: QuoteWords): string {
  if ('always' in hours) return words.always
  return words.hoursText(daysOf(hours.days, words), hours.from, hours.to, zone)
}

function notCoveredOf(quote: Quote, words: QuoteWords): QuoteSheet['notCovered'] {
  if (quote.notCovered.length === 0) return null
  const rows = quote.notCovered.map(({ product, publisher, termsUrl }) =>
    [product, publisher === null ? null : words.publishedBy(publisher), termsUrl]
      .filter((part) => part !== null)
      .join(', '),
  )
  return { heading: words.notCovered, text: words.notCoveredText(quote.vendor.name), rows }
}

const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

/** `Mon–Fri` where the days follow each other, else each of them. */
function daysOf(days: readonly string[], words: QuoteWords): string {
  const sorted = week.filter((day) => days.includes(day))
  const name = (day: string | undefined): string => words.days[day ?? ''] ?? ''
  const first = week.indexOf(sorted[0] ?? '')
  const isRun = sorted.length > 2 && sorted.every((day, at) => day === week[first + at])
  return isRun ? `${name(sorted[0])}–${name(sorted.at(-1))}` : sorted.map(name).join(', ')
}

function spanOf(minutes: number, words: QuoteWords): string {
  return minutes % 60 === 0 ? words.hoursSpan(minutes / 60) : words.minutesSpan(minutes)
}

function moneyIn({ locale }: QuoteWords): (minor: number, currency: string) => string {
  return (minor, currency) => moneyWords(minor, currency, locale)
}

function dayIn({ locale }: QuoteWords): (date: string) => string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return (date) => format.format(Date.parse(calendarDate(date)))
}
