import type Holidays from 'date-holidays'
import { type Context, requireVendor } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import {
  type Holiday,
  type HolidayCountry,
  holidayYearsAtMost,
  type listHolidaysEndpoint,
} from '#promise/clocks/domain/holiday-contract.ts'
import { dateAfter } from '#promise/clocks/domain/yearly-dates.ts'

const language = 'en'
const dayMs = 86_400_000

/** The countries whose public holidays are known, with their parts, by name. For managers. */
export async function listHolidayCountries(ctx: Context): Promise<{ countries: HolidayCountry[] }> {
  requireVendor(ctx, 'manager')
  const known = await openHolidays()
  const listed = (places: Record<string, string> | undefined) =>
    Object.entries(places ?? {})
      .map(([code, name]) => ({ code, name }))
      .toSorted((one, other) => one.name.localeCompare(other.name, language))
  const countries = listed(known.getCountries(language)).map((country) => ({
    ...country,
    states: listed(known.getStates(country.code, language)),
  }))
  return { countries }
}

/** The public holidays of a country or a part of it from one date to another. 404 for an unknown place. For managers. */
export async function listHolidays(
  ctx: Context,
  { country, state, from, to }: InputOf<typeof listHolidaysEndpoint>,
): Promise<{ holidays: Holiday[] }> {
  requireVendor(ctx, 'manager')
  const { first, last } = yearsAsked(from, to)
  const known = await openHolidays()
  const states = known.getStates(country, language) ?? {}
  if (known.getCountries(language)[country] === undefined) throw notFound('country')
  if (state !== undefined && !Object.hasOwn(states, state)) throw notFound('part of the country')
  known.init({ country, ...(state !== undefined && { state }) })
  const found: Holiday[] = []
  // A holiday of several days may have begun in the year before.
  for (let year = first - 1; year <= last; year += 1)
    for (const one of known.getHolidays(year, language)) if (one.type === 'public') found.push(...daysOf(one))
  return { holidays: oncePerDate(found.filter(({ date }) => date >= from && date <= to)) }
}

/** Years between two dates, ten of them at most. */
export function yearsAsked(from: string, to: string): { first: number; last: number } {
  const [first, last] = [from, to].map((date) => Number(date.slice(0, 4))) as [number, number]
  if (from > to || last - first >= holidayYearsAtMost || first < 2000 || last > 2199)
    throw invalid('to', `Ask for ${holidayYearsAtMost} years at most, between 2000 and 2199.`)
  return { first, last }
}

/** The first name of each date, by date. */
export function oncePerDate(holidays: readonly Holiday[]): Holiday[] {
  const byDate = new Map<string, Holiday>()
  for (const one of holidays) {
    const known = byDate.get(one.date)
    // A whole day says more than a part of it.
    if (known === undefined || (known.from !== null && one.from === null)) byDate.set(one.date, one)
  }
  return [...byDate.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

type Found = { date: string; start: Date; end: Date; name: string }

function daysOf({ date, start, end, name }: Found): Holiday[] {
  const first = date.slice(0, 10)
  const time = date.slice(11, 16)
  const days = (end.getTime() - start.getTime()) / dayMs
  if (days < 0.9) return [{ date: first, name, from: time === '00:00' ? null : time }]
  return Array.from({ length: Math.round(days) }, (_, index) => ({
    date: dateAfter(first, index),
    name,
    from: null,
  }))
}

/** Loaded when somebody asks: its tables are megabytes. */
async function openHolidays(): Promise<Holidays> {
  const { default: Known } = await import('date-holidays')
  return new Known()
}
