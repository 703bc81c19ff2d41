import type { Calendar } from './calendar.ts'
import { compileCalendar, type CompiledCalendar, dayMs } from './compile-calendar.ts'
import type { Interval } from './intervals.ts'
import {
  dayOf,
  nextExceptionDate,
  openIntervalsOfDay,
  ordinaryStretch,
  previousExceptionDate,
  startOfDay,
} from './open-intervals-of-day.ts'

/*
 * The two functions everything rests on (SPEC 4.2), and what can be asked about opening times. All walk day by
 * day over open intervals, and jump whole weeks at once where nothing but the weekly pattern applies, so ten
 * years cost a few hundred steps.
 */

/** The furthest instant there is, in either direction: epoch milliseconds end at 100 million days. */
const latestInstant = 8.64e15

/**
 * The earliest instant with `spanMs` of open time since `startMs`: a span that ends exactly at closing time is
 * due at closing time. A negative span gives the latest instant with that much open time up to `startMs`; zero
 * gives `startMs`. `'never'` when the calendar has no weekly hours and no dated ones are left. Throws RangeError
 * when the answer is beyond the dates that can be written.
 */
export function addWorkingTime(calendar: Calendar, startMs: number, spanMs: number): number | 'never' {
  if (spanMs === 0) return startMs
  // Open time is never more than the time that passes.
  if (!(Math.abs(startMs + spanMs) <= latestInstant))
    throw new RangeError('The span reaches beyond the calendar')
  const compiled = compileCalendar(calendar)
  return spanMs > 0 ? addForward(compiled, startMs, spanMs) : subtract(compiled, startMs, -spanMs)
}

function addForward(calendar: CompiledCalendar, start: number, span: number): number | 'never' {
  let left = span
  for (let date = dayOf(calendar, start); ;) {
    for (const interval of openIntervalsOfDay(calendar, date)) {
      const from = Math.max(interval.from, start)
      if (interval.to <= from) continue
      if (interval.to - from >= left) return from + left
      left -= interval.to - from
    }
    date = nextDate(calendar, date)
    if (date === Infinity) return 'never'
    const weeks = wholeWeeks(calendar, left, () => (ordinaryStretch(calendar, date)?.until ?? date) - date)
    date += 7 * weeks
    left -= weeks * calendar.weekTotal
  }
}

function subtract(calendar: CompiledCalendar, start: number, span: number): number | 'never' {
  let left = span
  for (let date = dayOf(calendar, start); ;) {
    for (const interval of openIntervalsOfDay(calendar, date).toReversed()) {
      const to = Math.min(interval.to, start)
      if (to <= interval.from) continue
      if (to - interval.from >= left) return to - left
      left -= to - interval.from
    }
    date = calendar.weekTotal > 0 ? date - 1 : previousExceptionDate(calendar, date - 1)
    if (date === -Infinity) return 'never'
    const weeks = wholeWeeks(
      calendar,
      left,
      () => date + 1 - (ordinaryStretch(calendar, date)?.since ?? date + 1),
    )
    date -= 7 * weeks
    left -= weeks * calendar.weekTotal
  }
}

/** Without weekly hours only dated exceptions can be open, however far away the next one is. */
function nextDate(calendar: CompiledCalendar, date: number): number {
  return calendar.weekTotal > 0 ? date + 1 : nextExceptionDate(calendar, date + 1)
}

/** Whole ordinary weeks that can be taken off at once, leaving something to place within a day. */
function wholeWeeks(calendar: CompiledCalendar, left: number, ordinaryDays: () => number): number {
  if (calendar.weekTotal === 0 || left <= calendar.weekTotal) return 0
  return Math.min(Math.floor(ordinaryDays() / 7), Math.ceil(left / calendar.weekTotal) - 1)
}

/** Open milliseconds from `aMs` to `bMs`; negative when `bMs` is the earlier one. */
export function workingTimeBetween(calendar: Calendar, aMs: number, bMs: number): number {
  if (aMs === bMs) return 0
  const compiled = compileCalendar(calendar)
  return aMs < bMs ? openTime(compiled, aMs, bMs) : 0 - openTime(compiled, bMs, aMs)
}

function openTime(calendar: CompiledCalendar, from: number, to: number): number {
  const last = dayOf(calendar, to)
  let total = 0
  for (let date = dayOf(calendar, from); date <= last;) {
    for (const interval of openIntervalsOfDay(calendar, date)) {
      total += Math.max(0, Math.min(interval.to, to) - Math.max(interval.from, from))
    }
    date = nextDate(calendar, date)
    if (last - date < 7) continue
    const ordinaryDays = Math.min(last, ordinaryStretch(calendar, date)?.until ?? date) - date
    const weeks = Math.floor(Math.max(0, ordinaryDays) / 7)
    date += 7 * weeks
    total += weeks * calendar.weekTotal
  }
  return total
}

/** Whether support is open at the instant. Opening time is open, closing time is closed (SPEC 3.3). */
export function isOpen(calendar: Calendar, atMs: number): boolean {
  const compiled = compileCalendar(calendar)
  return openIntervalsOfDay(compiled, dayOf(compiled, atMs)).some(({ from, to }) => from <= atMs && atMs < to)
}

/** The first open instant from `fromMs` on, which is `fromMs` itself when it is open. */
export function nextOpen(calendar: Calendar, fromMs: number): number | 'never' {
  const compiled = compileCalendar(calendar)
  for (let date = dayOf(compiled, fromMs); date !== Infinity; date = nextDate(compiled, date)) {
    const interval = openIntervalsOfDay(compiled, date).find(({ to }) => to > fromMs)
    if (interval) return Math.max(interval.from, fromMs)
  }
  return 'never'
}

/** The end of the open period that `fromMs` is in, or of the next one; `'never'` when there is none or it has no end. */
export function nextClose(calendar: Calendar, fromMs: number): number | 'never' {
  const compiled = compileCalendar(calendar)
  const opening = nextOpen(calendar, fromMs)
  if (opening === 'never') return 'never'
  let close = opening
  for (let date = dayOf(compiled, opening); ; date += 1) {
    if (compiled.weekTotal === 7 * dayMs) {
      // A week that never closes is only ever closed by a dated exception.
      date = nextExceptionDate(compiled, date)
      if (date === Infinity) return 'never'
      close = Math.max(close, startOfDay(compiled, date))
    }
    for (const { from, to } of openIntervalsOfDay(compiled, date)) if (from <= close && close < to) close = to
    if (close < startOfDay(compiled, date + 1)) return close
  }
}

/** The open periods between two instants, clipped to them; periods that touch are one. */
export function openPeriods(calendar: Calendar, fromMs: number, toMs: number): Interval[] {
  const compiled = compileCalendar(calendar)
  const periods: Interval[] = []
  const last = dayOf(compiled, toMs)
  for (let date = dayOf(compiled, fromMs); date <= last; date = nextDate(compiled, date)) {
    for (const interval of openIntervalsOfDay(compiled, date)) {
      const from = Math.max(interval.from, fromMs)
      const to = Math.min(interval.to, toMs)
      const previous = periods.at(-1)
      if (from >= to) continue
      if (previous?.to === from) previous.to = to
      else periods.push({ from, to })
    }
  }
  return periods
}
