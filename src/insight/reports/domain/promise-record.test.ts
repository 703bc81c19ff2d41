import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { monthOf, monthSpan, monthsUpTo, shiftMonth } from './month.ts'
import {
  clockKinds,
  factsOf,
  type FirstDue,
  firstDues,
  type Outcome,
  outcomeOf,
  outcomes,
  promiseRecordOf,
  type SettledState,
  settledStates,
  type Tally,
  targetRecordOf,
} from './promise-record.ts'

describe('How a promise that is settled counts', () => {
  const read: [SettledState, FirstDue, boolean, Outcome][] = [
    ['met', 'none', false, 'kept'],
    ['met', 'in_time', false, 'kept'],
    ['met', 'late', false, 'kept_lowered'],
    ['breached', 'none', false, 'missed'],
    ['breached', 'late', false, 'missed'],
    ['cancelled', 'none', false, 'cancelled'],
    ['cancelled', 'late', false, 'cancelled'],
    ['cancelled', 'none', true, 'cancelled'],
    ['cancelled', 'in_time', true, 'lost_kept'],
    ['cancelled', 'late', true, 'lost_missed'],
    ['met', 'in_time', true, 'lost_kept'],
    ['met', 'late', true, 'lost_missed'],
    ['breached', 'late', true, 'lost_missed'],
  ]
  for (const [state, first, lost, outcome] of read) {
    it(`${state}, by the first due time ${first}${lost ? ', lowered to none' : ''}: ${outcome}`, () => {
      assert.equal(outcomeOf({ state, first, lost }), outcome)
    })
  }

  it('the facts that a list asks for are those that come to its outcomes, and no others', () => {
    const all = factsOf(outcomes)
    assert.equal(all.length, settledStates.length * firstDues.length * 2)
    fc.assert(
      fc.property(fc.subarray([...outcomes]), (wanted) => {
        const found = factsOf(wanted)
        assert.ok(found.every((facts) => wanted.includes(outcomeOf(facts))))
        assert.equal(found.length, all.filter((facts) => wanted.includes(outcomeOf(facts))).length)
      }),
    )
  })
})

const tally: fc.Arbitrary<Tally> = fc.record({
  kind: fc.constantFrom(...clockKinds),
  guaranteed: fc.boolean(),
  state: fc.constantFrom(...settledStates),
  first: fc.constantFrom(...firstDues),
  lost: fc.boolean(),
  count: fc.integer({ min: 1, max: 500 }),
  worstLateMs: fc.option(fc.integer({ min: 1, max: 1e9 })),
})
const tallies = fc.array(tally, { maxLength: 12 })
/** Groups of a report, each with its own tallies. */
const groups = fc.array(tallies, { maxLength: 6 })
const numbers = ({
  made,
  kept,
  missed,
  cancelled,
  keptLowered,
  lost,
  byFirst,
}: ReturnType<typeof promiseRecordOf>) => [
  made,
  kept,
  missed,
  cancelled,
  keptLowered,
  lost,
  byFirst.kept,
  byFirst.missed,
]

describe('The figures of a month', () => {
  const sumsUp = (total: (all: Tally[]) => number[], parts: Tally[][]): boolean => {
    const sum = parts.map(total).reduce(
      (all, one) => all.map((n, at) => n + (one[at] ?? 0)),
      total([]).map(() => 0),
    )
    return JSON.stringify(total(parts.flat())) === JSON.stringify(sum)
  }

  it('in total are the sums of the rows', () => {
    fc.assert(
      fc.property(groups, (parts) => {
        assert.ok(sumsUp((all) => numbers(promiseRecordOf(all)), parts))
        assert.ok(sumsUp((all) => [targetRecordOf(all).kept, targetRecordOf(all).missed], parts))
      }),
    )
  })

  it('would not be, were a total the largest row', () => {
    const largest = (all: Tally[]) => [Math.max(0, ...all.map(({ count }) => count))]
    assert.throws(() => fc.assert(fc.property(groups, (parts) => sumsUp(largest, parts))))
  })

  it('count every promise once: made is kept, missed, cancelled and lowered to none', () => {
    fc.assert(
      fc.property(tallies, (all) => {
        const record = promiseRecordOf(all)
        const { made, kept, missed, cancelled, lost, byFirst, keptLowered } = record
        assert.equal(made, kept + missed + cancelled + lost)
        assert.equal(byFirst.kept + byFirst.missed, kept + missed + lost)
        assert.ok(keptLowered <= kept)
        const kinds = record.byKind.reduce((sum, one) => sum + one.kept + one.missed, 0)
        assert.equal(kinds, kept + missed)
      }),
    )
  })

  it('never count what is tracked, or time on a line, as promised', () => {
    fc.assert(
      fc.property(tallies, (all) => {
        const tracked = all.map((one) => ({ ...one, guaranteed: false }))
        const onLine = all.map((one) => ({ ...one, kind: 'line' as const }))
        assert.equal(promiseRecordOf(tracked).made, 0)
        assert.equal(promiseRecordOf(onLine).made, 0)
      }),
    )
    // It can find one: the same rows, promised, are counted.
    const promised: Tally = {
      kind: 'first_response',
      guaranteed: true,
      state: 'met',
      first: 'none',
      lost: false,
      count: 1,
      worstLateMs: null,
    }
    assert.equal(promiseRecordOf([promised]).made, 1)
  })

  it('name the longest lateness among the missed, and none where none was missed', () => {
    const missed = (worstLateMs: number): Tally => ({
      kind: 'first_response',
      guaranteed: true,
      state: 'breached',
      first: 'none',
      lost: false,
      count: 1,
      worstLateMs,
    })
    assert.equal(promiseRecordOf([missed(5), missed(70), missed(6)]).worstLateMs, 70)
    assert.equal(promiseRecordOf([]).worstLateMs, null)
  })
})

describe('A month of a report', () => {
  it('ends where the next one begins, whatever the month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.integer({ min: -60, max: 60 }), (at, by) => {
        const month = monthOf(at)
        const { from, until } = monthSpan(month)
        assert.ok(from <= at && at < until)
        assert.equal(monthOf(until), shiftMonth(month, 1))
        assert.equal(shiftMonth(shiftMonth(month, by), -by), month)
      }),
    )
  })

  it('the last three up to January reach into the year before', () => {
    assert.deepEqual(monthsUpTo('2026-01', 3), ['2025-11', '2025-12', '2026-01'])
  })
})
