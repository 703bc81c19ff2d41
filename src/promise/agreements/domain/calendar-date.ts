/** Dates `YYYY-MM-DD` without a zone, in arithmetic that every browser has. They compare as text. */

/** Whether this is a date of the form YYYY-MM-DD that exists. */
export function isCalendarDate(date: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)
  if (match === null) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
}

/** The date itself. Throws a RangeError where there is no such date. */
export function calendarDate(date: string): string {
  if (!isCalendarDate(date)) throw new RangeError(`${date} is not a date of the form YYYY-MM-DD`)
  return date
}

/** The same day in another year; 29 February falls on the 28th where there is none (SPEC 2.4). */
export function addYears(date: string, years: number): string {
  const [year = 0, month = 0, day = 0] = calendarDate(date).split('-').map(Number)
  const lastDay = daysOf(year + years, month)
  return [pad(year + years, 4), pad(month, 2), pad(Math.min(day, lastDay), 2)].join('-')
}

/**
 * The end of the year that begins on a day: the next anniversary of the chain's first start where the day is one, so
 * that years from 29 February come back to it, else the same day a year later.
 */
export function nextAnniversary(firstStart: string, day: string): string {
  const years = Number(day.slice(0, 4)) - Number(firstStart.slice(0, 4))
  return addYears(firstStart, years) === day ? addYears(firstStart, years + 1) : addYears(day, 1)
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}

function pad(number: number, length: number): string {
  return String(number).padStart(length, '0')
}
