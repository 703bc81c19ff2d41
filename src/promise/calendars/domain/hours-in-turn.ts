import type { Calendar } from './calendar.ts'
import type { Interval } from './intervals.ts'
import { isOpen, nextClose, nextOpen, openPeriods } from './working-time.ts'

/** Support hours from an instant on, in epoch milliseconds. */
export type HoursFrom = { startsAt: number; calendar: Calendar }
/**
 * Support hours that follow each other, in the order of their starts: each holds until the next one starts, and the
 * first holds before it too.
 */
export type HoursInTurn = readonly [HoursFrom, ...HoursFrom[]]

/** Published hours from an instant on; null where those of the terms hold again. */
export type PublishedFrom = { startsAt: number; calendar: Calendar | null }

/** Hours as they are published one after the other, over those that the terms state. */
export function hoursInTurn(stated: Calendar, published: readonly PublishedFrom[]): HoursInTurn {
  const first = { startsAt: -Infinity, calendar: stated }
  return [first, ...published.map(({ startsAt, calendar }) => ({ startsAt, calendar: calendar ?? stated }))]
}

/** The same hours at all times. */
export function alwaysThese(calendar: Calendar): HoursInTurn {
  return [{ startsAt: -Infinity, calendar }]
}

/** Whether support is open at an instant. */
export function isOpenInTurn(hours: HoursInTurn, atMs: number): boolean {
  return isOpen(hoursAt(hours, atMs), atMs)
}

/** The hours that hold at an instant. */
export function hoursAt(hours: HoursInTurn, atMs: number): Calendar {
  return (hours.findLast(({ startsAt }) => startsAt <= atMs) ?? hours[0]).calendar
}

/** The first open instant from `fromMs` on, which is `fromMs` itself when it is open. */
export function nextOpenInTurn(hours: HoursInTurn, fromMs: number): number | 'never' {
  for (const { calendar, from, until } of stretches(hours, fromMs)) {
    const opens = nextOpen(calendar, from)
    if (opens !== 'never' && opens < until) return opens
  }
  return 'never'
}

/** The end of the open period that `fromMs` is in, or of the next one; `'never'` when there is none or it has no end. */
export function nextCloseInTurn(hours: HoursInTurn, fromMs: number): number | 'never' {
  const opening = nextOpenInTurn(hours, fromMs)
  if (opening === 'never') return 'never'
  for (const { calendar, from, until } of stretches(hours, opening)) {
    // Later hours that are closed when they start end what was open until then.
    if (!isOpen(calendar, from)) return from
    const closes = nextClose(calendar, from)
    if (closes !== 'never' && closes < until) return closes
  }
  return 'never'
}

/** The open periods between two instants, clipped to them; periods that touch are one. */
export function openPeriodsInTurn(hours: HoursInTurn, fromMs: number, toMs: number): Interval[] {
  const periods: Interval[] = []
  for (const { calendar, from, until } of stretches(hours, fromMs)) {
    if (from >= toMs) break
    for (const one of openPeriods(calendar, from, Math.min(until, toMs))) {
      const previous = periods.at(-1)
      if (previous?.to === one.from) previous.to = one.to
      else periods.push(one)
    }
  }
  return periods
}

type Stretch = { calendar: Calendar; from: number; until: number }

/** Which hours hold from when until when, from an instant on; the last ones have no end. */
function stretches(hours: HoursInTurn, fromMs: number): Stretch[] {
  return hours
    .map(({ startsAt, calendar }, at) => ({
      calendar,
      from: at === 0 ? fromMs : Math.max(startsAt, fromMs),
      until: hours[at + 1]?.startsAt ?? Infinity,
    }))
    .filter(({ from, until }) => from < until)
}
