import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarFromSupportHours } from './calendar.ts'
import { dayMap } from './day-map.ts'

const office = { days: ['mon' as const, 'tue' as const], from: '09:00', to: '18:00' }
const monday = Date.parse('2026-11-23T09:12:00Z')
const hours = (spans: { from: number; to: number }[]) =>
  spans.map(({ from, to }) => [new Date(from).toISOString().slice(11, 16), (to - from) / 3_600_000])

describe('The map of a day over the zones', () => {
  it('says which zone is open now, until when, and when the others open', () => {
    const calendars = ['+01:00', '-05:00'].map((zone) => calendarFromSupportHours(office, zone))
    const { rows } = dayMap(calendars, monday)
    assert.deepEqual(
      rows.map(({ isOpen, changesAt }) => [isOpen, new Date(changesAt).toISOString()]),
      [
        [true, '2026-11-23T17:00:00.000Z'],
        [false, '2026-11-23T14:00:00.000Z'],
      ],
    )
  })

  it('finds the holes in which nobody is open, also at both ends of the day', () => {
    const calendars = ['+01:00', '-08:00'].map((zone) => calendarFromSupportHours(office, zone))
    const map = dayMap(calendars, monday)
    assert.deepEqual(hours(map.any), [['08:00', 16]])
    assert.deepEqual(hours(map.holes), [['00:00', 8]])
    assert.deepEqual(hours(dayMap([], monday).holes), [['00:00', 24]])
    const always = dayMap([calendarFromSupportHours({ always: true }, '+01:00')], monday)
    assert.deepEqual([always.holes, always.rows[0]?.changesAt], [[], 'never'])
  })
})
