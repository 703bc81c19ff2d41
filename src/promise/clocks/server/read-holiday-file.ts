import { z } from 'zod'
import { type Context, requireVendor } from '#platform/context.ts'
import { type FourlineError, invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import {
  type Holiday,
  holidayDaysAtMost,
  type HolidayFile,
  type readHolidayFileEndpoint,
} from '#promise/clocks/domain/holiday-contract.ts'
import { dateAfter, yearlyDates, type YearlyRule } from '#promise/clocks/domain/yearly-dates.ts'
import { oncePerDate, yearsAsked } from './list-holidays.ts'

/** A property as the parser gives it: name, parameters, type of its values, values. */
const property = z.tuple([z.string(), z.record(z.string(), z.unknown()), z.string()]).rest(z.unknown())
const component = z.tuple([z.string(), z.array(property), z.array(z.unknown())])
type Property = z.output<typeof property>
type Window = { from: string; to: string }

const eventsAtMost = 5000
const nameAtMost = 120
const oldestDate = '1900-01-01'
const dayMs = 86_400_000

/**
 * The whole days of an iCalendar file between two dates. Events at a time of day, and those that repeat in another
 * way than every year, are left out and counted. 400 `not_a_calendar` or `too_many_days` for a file that cannot be
 * read; nothing is kept, and no address in it is opened. For managers.
 */
export async function readHolidayFile(
  ctx: Context,
  { text, from, to }: InputOf<typeof readHolidayFileEndpoint>,
): Promise<HolidayFile> {
  requireVendor(ctx, 'manager')
  yearsAsked(from, to)
  const events = await eventsOf(text)
  const moved = movedDays(events)
  const holidays: Holiday[] = []
  const leftOut = { timed: 0, repeating: 0 }
  for (const event of events) {
    const days = daysOf(event, { from, to }, moved)
    if (days === 'timed' || days === 'repeating') leftOut[days] += 1
    else holidays.push(...days)
    if (holidays.length > holidayDaysAtMost)
      throw invalid('text', `This file has more than ${holidayDaysAtMost} days.`, 'too_many_days')
  }
  return { holidays: oncePerDate(holidays), leftOut }
}

async function eventsOf(text: string): Promise<Property[][]> {
  const { default: ICAL } = await import('ical.js')
  let parsed: unknown
  try {
    parsed = ICAL.parse(text)
  } catch {
    throw notACalendar()
  }
  // Several calendars in one file come as a list of them.
  const one = component.safeParse(parsed)
  const roots = one.success ? [one.data] : (z.array(component).safeParse(parsed).data ?? [])
  if (roots.length === 0 || roots.some(([name]) => name !== 'vcalendar')) throw notACalendar()
  const events = roots
    .flatMap(([, , children]) => children)
    .flatMap((child) => {
      const read = component.safeParse(child)
      return read.success && read.data[0] === 'vevent' ? [read.data[1]] : []
    })
  if (events.length > eventsAtMost)
    throw invalid('text', `This file has more than ${eventsAtMost} events.`, 'too_many_days')
  return events
}

function notACalendar(): FourlineError {
  return invalid('text', 'This is no iCalendar file (.ics) that can be read.', 'not_a_calendar')
}

/** Days of a repeating event that were moved or changed by themselves, as `uid date`. */
function movedDays(events: readonly Property[][]): Set<string> {
  return new Set(
    events.flatMap((event) => {
      const date = dateValues(event, 'recurrence-id')[0]
      return date === undefined ? [] : [`${textOf(event, 'uid')} ${date}`]
    }),
  )
}

function daysOf(event: Property[], window: Window, moved: Set<string>): Holiday[] | 'timed' | 'repeating' {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return []
  const [start] = dateValues(event, 'dtstart')
  if (start === undefined) return 'timed'
  const rules = event.filter(([name]) => name === 'rrule')
  const rule = ruleOf(rules)
  if (rule === undefined || start < oldestDate || event.some(([name]) => name === 'exrule'))
    return 'repeating'
  const days = lengthOf(event, start)
  const uid = textOf(event, 'uid')
  const isMoved = (date: string): boolean =>
    dateValues(event, 'recurrence-id').length === 0 && moved.has(`${uid} ${date}`)
  const without = new Set(dateValues(event, 'exdate'))
  const earliest = dateAfter(window.from, 1 - days)
  const starts = [
    ...(rule === null ? [start] : yearlyDates(start, rule, earliest, window.to)),
    ...dateValues(event, 'rdate'),
  ].filter((date) => !without.has(date) && !isMoved(date))
  const name = textOf(event, 'summary').trim().slice(0, nameAtMost)
  return starts.flatMap((first) =>
    Array.from({ length: days }, (_, index) => ({ date: dateAfter(first, index), name, from: null })).filter(
      ({ date }) => date >= window.from && date <= window.to,
    ),
  )
}

const daysAtMost = 366

/** In days; the end of an event is the first day after it. */
function lengthOf(event: Property[], start: string): number {
  const [end] = dateValues(event, 'dtend')
  const weeksAndDays = /^P(?:(\d{1,3})W)?(?:(\d{1,4})D)?/.exec(textOf(event, 'duration'))
  const days =
    end === undefined
      ? Number(weeksAndDays?.[1] ?? 0) * 7 + Number(weeksAndDays?.[2] ?? 0)
      : Math.round((Date.parse(end) - Date.parse(start)) / dayMs)
  return Math.min(daysAtMost, Math.max(1, days))
}

/** The dates of a property, if they are whole days. */
function dateValues(event: Property[], name: string): string[] {
  return event
    .filter(([one, , type]) => one === name && type === 'date')
    .flatMap(([, , , ...values]) => values)
    .filter((value): value is string => z.iso.date().safeParse(value).success)
}

function textOf(event: Property[], name: string): string {
  const value = event.find(([one]) => one === name)?.[3]
  return typeof value === 'string' ? value : ''
}

const many = <T extends z.ZodType>(one: T) =>
  z.union([one.transform((value) => [value]), z.array(one)]).default([])
const yearly = z.strictObject({
  freq: z.literal('YEARLY'),
  interval: z.number().int().min(1).max(1000).default(1),
  count: z.number().int().min(1).optional(),
  until: z.string().optional(),
  wkst: z.unknown().optional(),
  bymonth: many(z.number().int().min(1).max(12)),
  bymonthday: many(z.number().int().min(-31).max(31)),
  byday: many(z.string().regex(/^[+-]?[1-5](SU|MO|TU|WE|TH|FR|SA)$/)),
})
const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/** Null without a rule, undefined for one that is not plainly yearly. */
function ruleOf(rules: readonly Property[]): YearlyRule | null | undefined {
  if (rules.length === 0) return null
  const read = yearly.safeParse(rules.length === 1 ? rules[0]?.[3] : undefined)
  if (!read.success) return undefined
  const { interval, count, until, bymonth, bymonthday, byday } = read.data
  // Days of the week and of the month together, or days of the week of a whole year, mean something else.
  if (byday.length > 0 && (bymonthday.length > 0 || bymonth.length === 0)) return undefined
  // Days without months are of every month.
  if (bymonthday.length > 0 && bymonth.length === 0) return undefined
  return {
    interval,
    count: count ?? null,
    until: until === undefined ? null : until.slice(0, 10),
    months: bymonth,
    monthDays: bymonthday,
    weekdays: byday.map((one) => ({
      nth: Number(one.slice(0, -2)),
      weekday: weekdays.indexOf(one.slice(-2)),
    })),
  }
}
