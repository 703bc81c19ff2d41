import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Calendar, weekdays } from './calendar.ts'
import type { Interval } from './intervals.ts'
import {
  addWorkingTime,
  isOpen,
  nextClose,
  nextOpen,
  openPeriods,
  workingTimeBetween,
} from './working-time.ts'
import { openMinutes } from '../../../../tests/support/open-minutes.ts'
import { randomCalendar } from '../../../../tests/support/random-calendar.ts'

const minute = 60_000
const day = 86_400_000

const sample = randomCalendar.chain(({ calendar, near }) => {
  const from = fc.integer({ min: -4 * 86_400, max: 86_400 }).map((seconds) => near + seconds * 1000)
  const length = fc.integer({ min: 1, max: 5 * 86_400 }).map((seconds) => seconds * 1000)
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  return fc.record({ calendar: fc.constant(calendar), from, length, share })
})

function lengthWithin(minutes: number[], from: number, to: number): number {
  return minutes.reduce((sum, at) => sum + Math.min(at + minute, to) - Math.max(at, from), 0)
}

function addByWalking(minutes: number[], start: number, span: number): number {
  let left = span
  for (const at of minutes) {
    const from = Math.max(at, start)
    if (at + minute - from >= left) return from + left
    left -= at + minute - from
  }
  throw new Error('not enough open time to walk')
}

function subtractByWalking(minutes: number[], start: number, span: number): number {
  let left = span
  for (const at of minutes.toReversed()) {
    const to = Math.min(at + minute, start)
    if (to - at >= left) return to - left
    left -= to - at
  }
  throw new Error('not enough open time to walk')
}

function periodsByWalking(minutes: number[], from: number, to: number): Interval[] {
  const periods: Interval[] = []
  for (const at of minutes) {
    const last = periods.at(-1)
    if (last?.to === at) last.to = Math.min(at + minute, to)
    else periods.push({ from: Math.max(at, from), to: Math.min(at + minute, to) })
  }
  return periods
}

test('every answer agrees with walking through the time minute by minute', () => {
  fc.assert(
    fc.property(sample, ({ calendar, from, length, share }) => {
      const to = from + length
      const minutes = openMinutes(calendar, from, to)
      const open = lengthWithin(minutes, from, to)
      const periods = periodsByWalking(minutes, from, to)
      assert.equal(workingTimeBetween(calendar, from, to), open)
      assert.equal(workingTimeBetween(calendar, to, from), 0 - open)
      assert.deepEqual(openPeriods(calendar, from, to), periods)
      assert.equal(isOpen(calendar, from), periods[0]?.from === from)
      const span = Math.floor((open * share) / 1000) * 1000
      const [first] = periods
      if (first) {
        assert.equal(nextOpen(calendar, from), first.from)
        if (first.to < to) assert.equal(nextClose(calendar, from), first.to)
      }
      for (const each of [span, open].filter((ms) => ms > 0)) {
        assert.equal(addWorkingTime(calendar, from, each), addByWalking(minutes, from, each))
        assert.equal(addWorkingTime(calendar, to, -each), subtractByWalking(minutes, to, each))
      }
    }),
    { numRuns: 400 },
  )
})

test('ten years are the sum of their days, and adding them back gives the same instant', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 3652 }), ({ calendar, from }, days) => {
      const to = from + days * day
      const total = workingTimeBetween(calendar, from, to)
      let sum = 0
      for (let at = from; at < to; at += 4 * day) {
        sum += workingTimeBetween(calendar, at, Math.min(at + 4 * day, to))
      }
      assert.equal(total, sum)
      if (total === 0) return
      const due = addWorkingTime(calendar, from, total)
      const start = addWorkingTime(calendar, to, -total)
      assert.ok(due !== 'never' && start !== 'never' && due <= to && start >= from)
      assert.equal(workingTimeBetween(calendar, from, due), total)
      assert.equal(workingTimeBetween(calendar, from, due - 1), total - 1)
      assert.equal(workingTimeBetween(calendar, start, to), total)
      assert.equal(workingTimeBetween(calendar, start + 1, to), total - 1)
    }),
    { numRuns: 200 },
  )
})

test('a calendar whose only hours are dated answers from them, however far away, and then never', () => {
  const calendar: Calendar = {
    timeZone: 'Europe/Berlin',
    week: {},
    holidays: [],
    overrides: { '2090-01-02': [['09:00', '10:00']] },
  }
  const from = Date.UTC(2026, 0, 1)
  const opening = Date.UTC(2090, 0, 2, 8)
  const hour = 60 * minute
  assert.equal(nextOpen(calendar, from), opening)
  assert.equal(nextClose(calendar, from), opening + hour)
  assert.equal(addWorkingTime(calendar, from, hour), opening + hour)
  assert.equal(addWorkingTime(calendar, from, hour + 1), 'never')
  assert.equal(addWorkingTime(calendar, Date.UTC(2100, 0, 1), -hour), opening)
  assert.equal(addWorkingTime(calendar, from, -1), 'never')
  assert.equal(nextOpen(calendar, opening + hour), 'never')
})

test('support that is always open never closes, except on a dated exception', () => {
  const week = Object.fromEntries(
    weekdays.map((name) => [name, [['00:00', '24:00'] satisfies [string, string]]]),
  )
  const from = Date.UTC(2026, 0, 1)
  assert.equal(nextClose({ timeZone: 'Europe/Berlin', week, holidays: [] }, from), 'never')
  const closing = nextClose({ timeZone: 'Europe/Berlin', week, holidays: ['2040-07-01'] }, from)
  assert.equal(closing, Date.UTC(2040, 5, 30, 22))
})

test('an hour that is shown twice over midnight is open where support always is', () => {
  const week = Object.fromEntries(
    weekdays.map((name) => [name, [['00:00', '24:00'] satisfies [string, string]]]),
  )
  // At 00:01 on 7 November 2010 the clocks of St. John's went back to 23:01 on the 6th.
  const calendar: Calendar = { timeZone: 'America/St_Johns', week, holidays: [] }
  const change = Date.UTC(2010, 10, 7, 2, 31)
  assert.equal(workingTimeBetween(calendar, change, change + 1000), 1000)
  assert.equal(workingTimeBetween(calendar, change - day, change + day), 2 * day)
})
