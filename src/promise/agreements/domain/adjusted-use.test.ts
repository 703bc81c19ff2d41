import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { adjustedUse } from './adjusted-use.ts'

test('an adjustment counts more or gives back', () => {
  assert.deepEqual(adjustedUse({ used: 3, allowed: 5 }, -2), { used: 1 })
  assert.deepEqual(adjustedUse({ used: 3, allowed: 5 }, 2), { used: 5 })
})

test('what cannot be given back or counted is refused in one sentence with its numbers', () => {
  const text = (used: number, units: number) => {
    const answer = adjustedUse({ used, allowed: 5 }, units)
    return 'text' in answer ? answer.text : undefined
  }
  assert.equal(text(0, -1), 'Nothing is used, so nothing can be given back.')
  assert.equal(text(2, -3), 'Only 2 can be given back: no more are used.')
  assert.equal(text(5, 1), 'All 5 are used already: no more can be counted.')
  assert.equal(text(3, 3), 'Only 2 more can be counted: 3 of 5 are used.')
})

test('whatever is adjusted, a pool stays between zero and its limit', () => {
  const pool = fc
    .nat(50)
    .chain((allowed) => fc.record({ allowed: fc.constant(allowed), used: fc.nat(allowed) }))
  fc.assert(
    fc.property(pool, fc.integer({ min: -100, max: 100 }), (use, units) => {
      const answer = adjustedUse(use, units)
      if ('used' in answer) assert.ok(answer.used >= 0 && answer.used <= use.allowed)
      else assert.ok(use.used + units < 0 || use.used + units > use.allowed)
    }),
  )
})
