import { calendarDate } from './calendar-date.ts'

/** `[startsOn, endsOn)` by dates. */
type Days = { startsOn: string; endsOn: string }

/** The subscription lines that run on a day: what a package covers then, and what it is priced by. */
export function linesRunningOn<Line extends Days>(lines: readonly Line[], day: string): Line[] {
  return lines.filter(({ startsOn, endsOn }) => startsOn <= day && day < endsOn)
}

/**
 * The day on which an agreement is priced: today, though never before its first day or after its last. Where none of
 * the vendor's own products is subscribed to then, the next day on which one is.
 */
export function pricedDay(
  period: Days,
  lines: readonly (Days & { productKind: 'platform' | 'marketplace' })[],
  today: string,
): string {
  const present = today < period.startsOn ? period.startsOn : today < period.endsOn ? today : lastDay(period)
  const own = lines.filter(({ productKind }) => productKind === 'platform')
  if (linesRunningOn(own, present).length > 0) return present
  const [next] = own
    .map(({ startsOn }) => startsOn)
    .filter((day) => day > present)
    .toSorted()
  return next ?? present
}

function lastDay({ endsOn }: Days): string {
  return new Date(Date.parse(calendarDate(endsOn)) - 86_400_000).toISOString().slice(0, 10)
}
