import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { yearlyDates, type YearlyRule } from './yearly-dates.ts'

const every: YearlyRule = { interval: 1, count: null, until: null, months: [], monthDays: [], weekdays: [] }
const dates = (start: string, rule: Partial<YearlyRule>, from = '2026-01-01', to = '2028-12-31') =>
  yearlyDates(start, { ...every, ...rule }, from, to)

describe('A day that repeats every year', () => {
  for (const [what, got, expected] of [
    ['falls on its date', dates('2001-12-25', {}), ['2026-12-25', '2027-12-25', '2028-12-25']],
    ['is not before its start', dates('2027-05-01', {}), ['2027-05-01', '2028-05-01']],
    ['ends with its last date', dates('2020-05-01', { until: '2027-05-01' }), ['2026-05-01', '2027-05-01']],
    ['is counted from its start', dates('2025-05-01', { count: 2 }), ['2026-05-01']],
    ['may skip years', dates('2025-05-01', { interval: 2 }), ['2027-05-01']],
    ['is only there in leap years where it is of 29 February', dates('2024-02-29', {}), ['2028-02-29']],
    ['never comes on 30 February', dates('2024-02-01', { months: [2], monthDays: [30] }), []],
    [
      'is the last of a month',
      dates('2024-01-31', { months: [2], monthDays: [-1] }),
      ['2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    [
      'is the fourth Thursday of November',
      dates('2020-11-26', { months: [11], weekdays: [{ nth: 4, weekday: 4 }] }),
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
    [
      'is the last Monday of May',
      dates('2020-05-25', { months: [5], weekdays: [{ nth: -1, weekday: 1 }] }),
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    ['is asked for within a window', dates('2001-12-25', {}, '2026-12-26', '2027-12-25'), ['2027-12-25']],
  ] as [string, string[], string[]][])
    it(what, () => assert.deepEqual(got, expected))
})
