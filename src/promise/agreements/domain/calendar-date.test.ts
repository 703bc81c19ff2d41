import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { addYears, isCalendarDate } from './calendar-date.ts'

it('Dates are reckoned as by the calendar of the platform', () => {
  const date = fc.date({
    min: new Date('1970-01-01T00:00:00Z'),
    max: new Date('2199-12-31T00:00:00Z'),
    noInvalidDate: true,
  })
  fc.assert(
    fc.property(date, fc.integer({ min: 0, max: 50 }), (at, years) => {
      const day = at.toISOString().slice(0, 10)
      assert.equal(addYears(day, years), Temporal.PlainDate.from(day).add({ years }).toString())
    }),
  )
  assert.equal(addYears('2024-02-29', 1), '2025-02-28')
})

it('A date that does not exist is none', () => {
  for (const date of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-4-1', '2026-04-31', '', 'tomorrow'])
    assert.equal(isCalendarDate(date), false, date)
  assert.equal(isCalendarDate('2028-02-29'), true)
  assert.throws(() => addYears('2026-02-30', 1), RangeError)
})
