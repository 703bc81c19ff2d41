import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ClockView } from '#desk/cases/domain/contract.ts'
import { dueBefore, snoozeTimes } from './desk-snooze-times.ts'
import { instantOf, wallTime } from './desk-zone-time.ts'

const zone = 'Pacific/Auckland'
const said = (now: string) =>
  snoozeTimes(instantOf(now, zone), zone).map(
    ({ key, at }) => `${key} ${wallTime(at, zone).replace('T', ' ')}`,
  )

describe('the times a case is set aside until', () => {
  test('on a morning: an hour, the afternoon, tomorrow, Monday', () => {
    assert.deepEqual(said('2026-03-11T09:20'), [
      'hour 2026-03-11 10:20',
      'afternoon 2026-03-11 14:00',
      'tomorrow 2026-03-12 09:00',
      'monday 2026-03-16 09:00',
    ])
  })
  test('an afternoon that has begun is no choice', () => {
    assert.deepEqual(said('2026-03-11T13:30'), [
      'hour 2026-03-11 14:30',
      'tomorrow 2026-03-12 09:00',
      'monday 2026-03-16 09:00',
    ])
  })
  test('on a Sunday, tomorrow is the Monday and stands once; on a Monday, it is the next one', () => {
    assert.deepEqual(said('2026-03-15T20:00').slice(-1), ['tomorrow 2026-03-16 09:00'])
    assert.deepEqual(said('2026-03-16T20:00').slice(-1), ['monday 2026-03-23 09:00'])
  })
})

test('a field and its instant belong together, also where the clocks change', () => {
  for (const wall of ['2026-03-28T23:30', '2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T03:00'])
    assert.equal(wallTime(instantOf(wall, 'Europe/Berlin'), 'Europe/Berlin'), wall)
  assert.equal(instantOf('2026-03-29T03:00', 'Europe/Berlin'), Date.parse('2026-03-29T01:00Z'))
  assert.ok(Number.isNaN(instantOf('', 'UTC')))
})

describe('a promise that falls due before', () => {
  const clock = (more: Partial<ClockView>): ClockView => ({
    kind: 'first_response',
    state: 'running',
    dueAt: '2026-03-11T10:00:00.000Z',
    guaranteed: true,
    startedAt: '2026-03-11T09:00:00.000Z',
    stoppedAt: null,
    targetMinutes: 60,
    elapsedMs: 0,
    clause: null,
    explanation: { sentence: '' },
    ...more,
  })
  const until = Date.parse('2026-03-11T11:00:00Z')
  test('is the first guaranteed one that runs', () => {
    const later = clock({ kind: 'resolution', dueAt: '2026-03-11T10:30:00.000Z' })
    assert.equal(dueBefore([later, clock({})], until)?.kind, 'first_response')
    assert.equal(dueBefore([clock({ dueAt: '2026-03-11T11:00:00.000Z' })], until), undefined)
  })
  test('is none of what is tracked only, has stopped, or rests', () => {
    const clocks = [
      clock({ guaranteed: false }),
      clock({ stoppedAt: '2026-03-11T09:10:00.000Z' }),
      clock({ state: 'paused', dueAt: null }),
    ]
    assert.equal(dueBefore(clocks, until), undefined)
  })
})
