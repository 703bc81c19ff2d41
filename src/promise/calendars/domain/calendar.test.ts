import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calendarFromSupportHours, calendarProblems } from './calendar.ts'
import { isOpen } from './working-time.ts'

const office = { days: ['mon' as const, 'fri' as const], from: '09:00', to: '18:00' }

test('support hours on some days are read in the coverage zone', () => {
  const calendar = calendarFromSupportHours(office, '+03:00', ['2026-06-05'])
  assert.deepEqual(calendarProblems(calendar), [])
  assert.equal(isOpen(calendar, Date.UTC(2026, 5, 1, 6)), true)
  assert.equal(isOpen(calendar, Date.UTC(2026, 5, 1, 15)), false)
  assert.equal(isOpen(calendar, Date.UTC(2026, 5, 2, 6)), false)
  assert.equal(isOpen(calendar, Date.UTC(2026, 5, 5, 6)), false)
})

test('support that is always open has no holidays', () => {
  const calendar = calendarFromSupportHours({ always: true }, 'Europe/Helsinki', ['2026-12-25'])
  assert.deepEqual(calendar.holidays, [])
  assert.equal(isOpen(calendar, Date.UTC(2026, 11, 25, 12)), true)
})

test('a calendar without any open time cannot be saved', () => {
  const neverOpen = [{ code: 'never_open' }]
  const base = { timeZone: 'Europe/Helsinki', week: {}, holidays: ['2026-12-25'] }
  assert.deepEqual(calendarProblems(base), neverOpen)
  assert.deepEqual(calendarProblems({ ...base, week: { mon: [] } }), neverOpen)
  assert.deepEqual(
    calendarProblems({ ...base, overrides: { '2026-12-25': [['09:00', '12:00']] } }),
    neverOpen,
  )
  assert.deepEqual(calendarProblems({ ...base, overrides: { '2026-12-26': [['09:00', '12:00']] } }), [])
})

test('what is wrong with a calendar is named', () => {
  const problems = calendarProblems({
    timeZone: 'Mars/Olympus',
    week: { mon: [['09:00', '25:00']] },
    holidays: ['2026-02-30'],
  })
  const paths = problems.map((problem) => (problem.code === 'invalid' ? problem.path : problem.code))
  assert.deepEqual(paths, ['timeZone', 'week.mon.0.1', 'holidays.0'])
})
