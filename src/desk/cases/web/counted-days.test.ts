import assert from 'node:assert/strict'
import { it } from 'node:test'
import { countedDays } from './counted-days.ts'

const step = (kind: 'counted' | 'closed', from: string, to: string) => ({
  kind,
  from: `2026-11-${from}:00Z`,
  to: `2026-11-${to}:00Z`,
})
const hours = (steps: Parameters<typeof countedDays>[0], zone: string) =>
  countedDays(steps, zone).map((day) => [new Date(day.at).toISOString(), day.milliseconds / 3_600_000])

it('A promise counts by the days of its reader, and closed time not at all', () => {
  const steps = [
    step('counted', '24T15:20', '24T17:00'),
    step('closed', '24T17:00', '25T08:00'),
    step('counted', '25T08:00', '25T14:20'),
  ]
  assert.deepEqual(hours(steps, 'Europe/Lisbon'), [
    ['2026-11-24T00:00:00.000Z', 5 / 3],
    ['2026-11-25T00:00:00.000Z', 19 / 3],
  ])
})

it('A stretch over the reader’s midnight counts in both days', () => {
  assert.deepEqual(hours([step('counted', '24T13:00', '24T15:00')], 'Australia/Brisbane'), [
    ['2026-11-23T14:00:00.000Z', 1],
    ['2026-11-24T14:00:00.000Z', 1],
  ])
})
