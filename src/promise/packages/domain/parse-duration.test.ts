import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { duration } from './page-words.ts'
import { parseDuration } from './parse-duration.ts'

describe('A working time', () => {
  for (const [written, minutes] of [
    ['4 h', 240],
    ['4h', 240],
    [' 1 h 30 min ', 90],
    ['1h30', 90],
    ['1:30', 90],
    ['90', 90],
    ['90 min', 90],
    ['2 hours', 120],
    ['0', 0],
    ['1:75', undefined],
    ['soon', undefined],
    ['-3', undefined],
    ['1.5 h', undefined],
    ['', undefined],
  ] as const)
    it(`written as “${written}” is ${minutes ?? 'none'}`, () => {
      assert.equal(parseDuration(written), minutes)
    })
  it('is read again as it is told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 6 }), (minutes) =>
        assert.equal(parseDuration(duration(minutes)), minutes),
      ),
    )
  })
})
