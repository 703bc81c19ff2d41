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

const minute = 60_000
const day = 86_400_000

/** Every open minute of a stretch, by asking Temporal about each one: no arithmetic on intervals. */
function openMinutes(calendar: Calendar, from: number, to: number): number[] {
  const opened = new Map<string, Interval[]>()
  const closed = new Map<string, Interval[]>()
  const minutes: number[] = []
  let lastDate = ''
  let dates: string[] = []
  for (let at = Math.floor(from / minute) * minute; at < to; at += minute) {
    const local = Temporal.Instant.fromEpochMilliseconds(at)
      .toZonedDateTimeISO(calendar.timeZone)
      .toPlainDate()
    const date = local.toString()
    if (date !== lastDate) dates = [-1, 0, 1].map((days) => local.add({ days }).toString())
    lastDate = date
    if (calendar.holidays.includes(date)) continue
    const isIn = (each: Interval) => each.from <= at && at < each.to
    if (dates.some((each) => hoursFrom(calendar, each, 'closed', closed).some(isIn))) continue
    if (dates.some((each) => hoursFrom(calendar, each, 'open', opened).some(isIn))) minutes.push(at)
  }
  return minutes
}

function hoursFrom(
  calendar: Calendar,
  date: string,
  what: string,
  known: Map<string, Interval[]>,
): Interval[] {
  const cached = known.get(date)
  if (cached) return cached
  const plain = Temporal.PlainDate.from(date)
  const weekday = weekdays[plain.dayOfWeek - 1] ?? 'mon'
  const open = calendar.overrides?.[date] ?? calendar.week[weekday] ?? []
  const rows = what === 'open' ? open : (calendar.breaks?.[date] ?? [])
  const exists = plain.toZonedDateTime(calendar.timeZone).toPlainDate().equals(plain)
  const hours = exists ? rows.map(([start, end]) => hoursAsInstants(calendar, plain, start, end)) : []
  known.set(date, hours)
  return hours
}

function hoursAsInstants(calendar: Calendar, date: Temporal.PlainDate, start: string, end: string): Interval {
  const endDate = end > start && end !== '24:00' ? date : date.add({ days: 1 })
  const at = (on: Temporal.PlainDate, time: string) =>
    on.toPlainDateTime(time).toZonedDateTime(calendar.timeZone, { disambiguation: 'compatible' })
      .epochMilliseconds
  return { from: at(date, start), to: at(endDate, end === '24:00' ? '00:00' : end) }
}

const timeOfDay = fc
  .oneof(
    fc.integer({ min: 0, max: 1439 }),
    // Clock changes happen in the small hours.
    fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
    fc.integer({ min: 0, max: 23 }).map((hours) => hours * 60),
  )
  .map((minutes) => new Date(minutes * minute).toISOString().slice(11, 16))
const row = fc.tuple(timeOfDay, fc.oneof({ weight: 4, arbitrary: timeOfDay }, fc.constant('24:00')))
const rows = fc.array(row, { maxLength: 2 })
const weekPattern = fc.oneof(
  fc.record(Object.fromEntries(weekdays.map((name) => [name, rows])), { requiredKeys: [] }),
  fc.constant(Object.fromEntries(weekdays.slice(0, 5).map((name) => [name, [['09:00', '18:00']]]))),
  fc.constant(Object.fromEntries(weekdays.map((name) => [name, [['00:00', '24:00']]]))),
)

/** A zone and an instant near one of its clock changes. */
const place = fc.constantFrom(
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/St_Johns', '2010-11-07T02:31Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
  ['+05:30', '2026-02-28T00:00Z'],
  ['-02:00', '2028-02-29T00:00Z'],
)

const sample = place.chain(([timeZone = 'UTC', text = '']) => {
  const near = Temporal.Instant.from(text).epochMilliseconds
  const date = fc
    .integer({ min: -4, max: 5 })
    .map((days) => new Date(near + days * day).toISOString().slice(0, 10))
  const dated = fc.dictionary(date, rows, { maxKeys: 2 })
  const calendar: fc.Arbitrary<Calendar> = fc.record({
    timeZone: fc.constant(timeZone),
    week: weekPattern,
    holidays: fc.array(date, { maxLength: 2 }),
    breaks: dated,
    overrides: dated,
  })
  const from = fc.integer({ min: -4 * 86_400, max: 86_400 }).map((seconds) => near + seconds * 1000)
  const length = fc.integer({ min: 1, max: 5 * 86_400 }).map((seconds) => seconds * 1000)
  return fc.record({ calendar, from, length, share: fc.double({ min: 0, max: 1, noNaN: true }) })
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
