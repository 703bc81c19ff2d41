import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dayRuns, supportHours, weekdayName } from './support-hours.ts'

const helsinki = { locale: 'en-GB', timeZone: 'Europe/Helsinki' }
const span = (from: string, to: string) => ({ from: `2026-11-${from}:00Z`, to: `2026-11-${to}:00Z` })

describe('Support hours in the reader’s own time', () => {
  it('say Monday to Friday once, from any day of the week', () => {
    const week = ['24', '25', '26', '27', '30'].map((day) => span(`${day}T08:00`, `${day}T17:00`))
    assert.deepEqual(supportHours(week, helsinki), [{ days: [1, 2, 3, 4, 5], from: '10:00', to: '19:00' }])
  })

  it('put a night together that the seven days cut in two', () => {
    // 22:00 to 07:00 in Helsinki; the window runs from midnight to midnight there, 22:00 UTC.
    const days = [23, 24, 25, 26, 27, 28, 29]
    const nights = days.slice(0, -1).map((day) => span(`${day}T20:00`, `${String(day + 1)}T05:00`))
    const week = [span('22T22:00', '23T05:00'), ...nights, span('29T20:00', '29T22:00')]
    assert.deepEqual(supportHours(week, helsinki), [
      { days: [1, 2, 3, 4, 5, 6, 7], from: '22:00', to: '07:00' },
    ])
  })

  it('keep days apart whose hours differ', () => {
    const week = [span('24T08:00', '24T17:00'), span('25T08:00', '25T12:00')]
    assert.deepEqual(
      supportHours(week, helsinki).map((group) => [group.days, group.to]),
      [
        [[2], '19:00'],
        [[3], '14:00'],
      ],
    )
  })

  it('close at 24:00, not at 00:00', () => {
    assert.equal(supportHours([span('24T14:00', '24T22:00')], helsinki)[0]?.to, '24:00')
  })
})

it('Days that follow each other are one run', () => {
  assert.deepEqual(dayRuns([1, 2, 3, 5, 7]), [
    { from: 1, to: 3 },
    { from: 5, to: 5 },
    { from: 7, to: 7 },
  ])
  assert.equal(weekdayName(1, helsinki), 'Monday')
  assert.equal(weekdayName(7, helsinki), 'Sunday')
})
