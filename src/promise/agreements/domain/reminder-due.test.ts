import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reminderDue } from './reminder-due.ts'

const table = [
  ['2026-11-15', null, 'more than ninety days are left'],
  ['2026-11-16', 90, 'ninety are left before the last day'],
  ['2027-01-14', 90, 'thirty-one'],
  ['2027-01-15', 30, 'thirty'],
  ['2027-02-06', 30, 'eight'],
  ['2027-02-07', 7, 'seven'],
  ['2027-02-13', 7, 'one'],
  ['2027-02-14', 0, 'it is the last day'],
  ['2027-02-15', null, 'it has ended'],
] as const

for (const [today, expected, because] of table)
  test(`on ${today} the reminder of ${expected ?? 'no'} days is due: ${because}`, () => {
    assert.equal(reminderDue(today, '2027-02-15'), expected)
  })
