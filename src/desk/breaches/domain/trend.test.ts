import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { causeCodeOf } from './cause-code.ts'
import { trendOf, weekStarts } from './trend.ts'

describe('The trend of missed promises', () => {
  test('has twelve weeks from Monday to Monday in the reader’s zone, across a change of clocks', () => {
    const weeks = weekStarts(Date.parse('2026-11-01T23:30:00Z'), 'Europe/Berlin')
    assert.equal(weeks.length, 12)
    assert.equal(weeks.at(-1)?.toISOString(), '2026-11-01T23:00:00.000Z')
    assert.equal(weeks.at(-2)?.toISOString(), '2026-10-25T23:00:00.000Z')
    assert.equal(weeks.at(-3)?.toISOString(), '2026-10-18T22:00:00.000Z')
    assert.equal(weeks[0]?.toISOString(), '2026-08-16T22:00:00.000Z')
  })

  test('puts the most frequent first and counts each week once', () => {
    const weeks = weekStarts(Date.parse('2026-11-23T12:00:00Z'), 'UTC')
    const { series } = trendOf(weeks, [
      { week: 12, key: 'a', name: 'A', count: 1 },
      { week: 1, key: 'b', name: 'B', count: 2 },
      { week: 12, key: 'b', name: 'B', count: 1 },
      { week: 3, key: null, name: null, count: 1 },
    ])
    assert.deepEqual(
      series.map(({ name, counts }) => [name, counts.join('')]),
      [
        ['B', '200000000001'],
        ['A', '000000000001'],
        [null, '001000000000'],
      ],
    )
  })
})

for (const [name, taken, code] of [
  ['Lost between two shifts', [], 'lost_between_two_shifts'],
  ['Überlast (2. Halbjahr)', [], 'u_berlast_halbjahr'],
  ['Overlooked', ['overlooked'], 'overlooked_a'],
  ['病気', ['cause', 'cause_a'], 'cause_b'],
] as const)
  test(`the cause “${name}” gets a code of its own, ${code}`, () => {
    assert.equal(causeCodeOf(name, taken), code)
    assert.match(code, /^[a-z][a-z_]{1,39}$/)
  })
