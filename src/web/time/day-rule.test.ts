import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dayRuleTicks, shareOfDay, zonedDay } from './day-rule.ts'

const helsinki = 'Europe/Helsinki'
const at = (iso: string): number => Date.parse(iso)

test('a day runs from midnight to midnight in the reader’s zone', () => {
  const day = zonedDay(at('2026-11-24T23:30:00Z'), helsinki)
  assert.equal(new Date(day.from).toISOString(), '2026-11-24T22:00:00.000Z')
  assert.equal(new Date(day.to).toISOString(), '2026-11-25T22:00:00.000Z')
})

test('the day summer time ends has 25 hours, the day it begins 23', () => {
  const hours = (iso: string): number => {
    const day = zonedDay(at(iso), helsinki)
    return (day.to - day.from) / 3_600_000
  }
  assert.equal(hours('2026-10-25T12:00:00Z'), 25)
  assert.equal(hours('2026-03-29T12:00:00Z'), 23)
})

test('open hours ahead count, open hours past are left, the rest is closed', () => {
  const open = [{ from: at('2026-11-24T08:00:00Z'), to: at('2026-11-24T17:00:00Z') }]
  const now = at('2026-11-24T10:00:00Z')
  const { day, ticks } = dayRuleTicks({ at: now, timeZone: helsinki, open, now, stepMinutes: 60 })
  assert.equal(ticks.length, 24)
  assert.deepEqual(
    [9, 10, 11, 12, 18, 19].map((hour) => ticks[hour]?.kind),
    ['closed', 'left', 'left', 'counted', 'counted', 'closed'],
  )
  assert.equal(shareOfDay(day, now), 0.5)
})

test('with a promise only its own stretch counts', () => {
  const open = [{ from: at('2026-11-24T08:00:00Z'), to: at('2026-11-24T17:00:00Z') }]
  const counted = [{ from: at('2026-11-24T15:00:00Z'), to: at('2026-11-24T17:00:00Z') }]
  const { ticks } = dayRuleTicks({
    at: at('2026-11-24T12:00:00Z'),
    timeZone: 'UTC',
    open,
    counted,
    stepMinutes: 60,
  })
  assert.deepEqual(
    [7, 8, 14, 15, 16, 17].map((hour) => ticks[hour]?.kind),
    ['closed', 'left', 'left', 'counted', 'counted', 'closed'],
  )
})
