import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lastDayOf } from './last-day-of.ts'

const table: [end: string, lastDay: string][] = [
  ['2027-03-14', '2027-03-13'],
  ['2027-03-01', '2027-02-28'],
  ['2028-03-01', '2028-02-29'],
  ['2028-01-01', '2027-12-31'],
  ['2027-03-29', '2027-03-28'],
]

for (const [end, lastDay] of table)
  void test(`what ends with ${end} has ${lastDay} as its last day`, () => {
    assert.equal(lastDayOf(end), lastDay)
  })

void test('what is no date has no last day', () => {
  assert.throws(() => lastDayOf('soon'), RangeError)
})
