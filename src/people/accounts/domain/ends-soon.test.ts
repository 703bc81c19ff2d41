import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endsSoon } from './ends-soon.ts'

for (const [validUntil, today, days] of [
  [null, '2026-06-15', null],
  ['2026-06-14', '2026-06-15', null],
  ['2026-06-15', '2026-06-15', null],
  ['2026-06-16', '2026-06-15', 1],
  ['2026-07-15', '2026-06-15', 30],
  ['2026-07-16', '2026-06-15', null],
  ['2028-03-01', '2028-02-28', 2],
] as const)
  test(`until ${validUntil}, seen on ${today}: ${days ?? 'nothing to say'}`, () => {
    assert.equal(endsSoon(validUntil, today), days)
  })
