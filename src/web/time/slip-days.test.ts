import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countedDays, daysWithRoom } from './slip-days.ts'

const step = (kind: 'counted' | 'closed', from: string, to: string) => ({
  kind,
  from: `2026-11-${from}:00Z`,
  to: `2026-11-${to}:00Z`,
  countedMs: 0,
})
const hour = 3_600_000

test('eight support hours over two days are two days with their own sums', () => {
  const steps = [
    step('counted', '24T15:20', '24T17:00'),
    step('closed', '24T17:00', '25T08:00'),
    step('counted', '25T08:00', '25T14:20'),
  ]
  assert.deepEqual(
    countedDays(steps, 'Europe/Lisbon').map((day) => [day.countedMs / hour, day.isLast]),
    [
      [5 / 3, false],
      [19 / 3, true],
    ],
  )
})

test('a stretch over the reader’s midnight is split there', () => {
  const days = countedDays([step('counted', '24T20:00', '25T02:00')], 'Europe/Helsinki')
  assert.deepEqual(
    days.map((day) => day.countedMs / hour),
    [2, 4],
  )
})

test('a long promise shows its first days and its last', () => {
  const days = countedDays([step('counted', '20T00:00', '27T00:00')], 'UTC')
  assert.equal(days.length, 7)
  assert.deepEqual(
    daysWithRoom(days, 3).map((day) => new Date(day.day.from).getUTCDate()),
    [20, 21, 26],
  )
})
