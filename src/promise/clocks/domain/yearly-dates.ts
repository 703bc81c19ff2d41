/** How a yearly day repeats, as an iCalendar file says it (RFC 5545, 3.3.10). */
export type YearlyRule = {
  interval: number
  /** How many there are with the first one; null without an end. */
  count: number | null
  /** The last date that may be one; null without an end. */
  until: string | null
  /** 1 to 12; empty for the month of the start. */
  months: readonly number[]
  /** 1 to 31, or from the month's end below 0; empty for the day of the start. */
  monthDays: readonly number[]
  /** The second Monday is `{ nth: 2, weekday: 1 }`, Sunday 0; below 0 from the month's end. Instead of month days. */
  weekdays: readonly { nth: number; weekday: number }[]
}

const dayMs = 86_400_000

/** The days on which something falls that repeats every year, from `from` to `to`, both included; dates `YYYY-MM-DD`. */
export function yearlyDates(start: string, rule: YearlyRule, from: string, to: string): string[] {
  const firstYear = Number(start.slice(0, 4))
  const lastYear = Number(to.slice(0, 4))
  const dates: string[] = []
  let seen = 0
  for (let year = firstYear; year <= lastYear; year += rule.interval) {
    if (rule.count === null && year < Number(from.slice(0, 4))) continue
    for (const date of datesInYear(year, start, rule)) {
      if (date < start) continue
      if (rule.until !== null && date > rule.until) return dates
      seen += 1
      if (rule.count !== null && seen > rule.count) return dates
      if (date >= from && date <= to) dates.push(date)
    }
  }
  return dates
}

function datesInYear(year: number, start: string, rule: YearlyRule): string[] {
  const months = rule.months.length > 0 ? rule.months : [Number(start.slice(5, 7))]
  return months
    .flatMap((month) =>
      rule.weekdays.length > 0
        ? rule.weekdays.map(({ nth, weekday }) => nthWeekday(year, month, nth, weekday))
        : (rule.monthDays.length > 0 ? rule.monthDays : [Number(start.slice(8))]).map((day) =>
            dateOf(year, month, day),
          ),
    )
    .filter((date) => date !== null)
    .toSorted()
}

function nthWeekday(year: number, month: number, nth: number, weekday: number): string | null {
  const first = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  const firstDay = 1 + ((weekday - first + 7) % 7)
  if (nth > 0) return dateOf(year, month, firstDay + 7 * (nth - 1))
  const days = daysIn(year, month)
  const lastDay = firstDay + 7 * Math.floor((days - firstDay) / 7)
  const day = lastDay + 7 * (nth + 1)
  return day < 1 ? null : dateOf(year, month, day)
}

/** Null where the month has no such day: 29 February, 31 April. */
function dateOf(year: number, month: number, day: number): string | null {
  const days = daysIn(year, month)
  const number = day < 0 ? days + 1 + day : day
  if (number < 1 || number > days) return null
  return new Date(Date.UTC(year, month - 1, number)).toISOString().slice(0, 10)
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** A date and so many days from it; ISO in and out. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}
