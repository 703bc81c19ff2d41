import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  followTime,
  lengthInWords,
  startTime,
  type SteadyTime,
  type TimeSeen,
  timeAt,
} from './steady-time.ts'

const hour = 3_600_000
const startMs = Date.UTC(2026, 2, 10, 15)

/** A look at `monotonicMs` that took no time, while the clock is off by `offMs`. */
const look = (monotonicMs: number, offMs = 0, more: Partial<TimeSeen> = {}): TimeSeen => ({
  databaseMs: startMs + monotonicMs + offMs,
  beforeMs: monotonicMs,
  afterMs: monotonicMs,
  trusted: 0,
  alarm: null,
  ...more,
})
const started = startTime(look(0))

function after(...looks: TimeSeen[]): SteadyTime {
  return looks.reduce((time, seen) => followTime(time, seen), started)
}

describe('The time that due times go by', () => {
  const table: [string, TimeSeen[], { offMs: number; alarm: number | null }][] = [
    ['goes on with a clock that goes on', [look(5_000)], { offMs: 0, alarm: null }],
    ['follows a clock that is corrected by a little', [look(5_000, 30_000)], { offMs: 30_000, alarm: null }],
    ['and by a little again', [look(5_000, 20_000), look(9_000, 45_000)], { offMs: 45_000, alarm: null }],
    ['does not follow a step of more', [look(5_000, 30_001)], { offMs: 0, alarm: 30_001 }],
    ['nor three hours forward', [look(5_000, 3 * hour)], { offMs: 0, alarm: 3 * hour }],
    ['nor three hours back', [look(5_000, -3 * hour)], { offMs: 0, alarm: -3 * hour }],
    ['however long it stays there', [look(5_000, hour), look(9 * hour, hour)], { offMs: 0, alarm: hour }],
    ['and says the last of several steps', [look(1, hour), look(2, -hour)], { offMs: 0, alarm: -hour }],
    ['follows a clock that comes back', [look(5_000, hour), look(6_000, 40)], { offMs: 40, alarm: null }],
    [
      'follows it anywhere once somebody says that it is right',
      [look(5_000, hour), look(6_000, hour, { trusted: 1 })],
      { offMs: hour, alarm: null },
    ],
    [
      'which holds for the next step no more',
      [look(5_000, hour, { trusted: 1 }), look(6_000, 3 * hour, { trusted: 1 })],
      { offMs: hour, alarm: 2 * hour },
    ],
  ]
  for (const [title, looks, { offMs, alarm }] of table)
    it(title, () => {
      const time = after(...looks)
      assert.equal(timeAt(time, 10 * hour), startMs + 10 * hour + offMs)
      assert.equal(time.alarm?.movedByMs ?? null, alarm)
    })

  it('of a process that starts is what the others hold, and what the clock says where none does', () => {
    const alarm = { movedAtMs: startMs, movedByMs: 3 * hour }
    const joined = startTime(look(7, 3 * hour, { alarm }))
    assert.deepEqual([timeAt(joined, 7), joined.alarm], [startMs + 7, alarm])
    assert.equal(timeAt(startTime(look(7, 3 * hour)), 7), startMs + 7 + 3 * hour)
  })

  it('is not taken aback by an answer that took long', () => {
    for (const databaseMs of [startMs + 1_000, startMs + 91_000]) {
      const slow = { databaseMs, beforeMs: 1_000, afterMs: 91_000, trusted: 0, alarm: null }
      assert.equal(after(slow).alarm, null)
    }
  })

  it('is never ahead of a clock that goes on, however it is asked', () => {
    const asked = fc.array(
      fc.record({ restMs: fc.nat(5_000), tookMs: fc.nat(2_000), readAfter: fc.nat(100) }),
    )
    fc.assert(
      fc.property(asked, fc.nat(5_000), (looks, laterMs) => {
        let nowMs = 0
        let time = started
        for (const { restMs, tookMs, readAfter } of looks) {
          const beforeMs = nowMs + restMs
          nowMs = beforeMs + tookMs
          const databaseMs = startMs + beforeMs + (tookMs * readAfter) / 100
          time = followTime(time, { databaseMs, beforeMs, afterMs: nowMs, trusted: 0, alarm: null })
        }
        assert.equal(time.alarm, null)
        assert.ok(timeAt(time, nowMs + laterMs) <= startMs + nowMs + laterMs + 1e-3)
      }),
    )
  })
})

it('Lengths are said in one unit', () => {
  assert.deepEqual([40_000, -2_700_000, 3 * hour].map(lengthInWords), ['40 s', '45 min', '3 h'])
})
