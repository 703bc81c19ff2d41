import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Calendar, calendarFromSupportHours } from '#promise/calendars/domain/calendar.ts'
import { hoursOfCover } from './hours-of-cover.ts'

const zone = 'Europe/Madrid'
const office = calendarFromSupportHours(
  { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' },
  zone,
)
const monday = Date.parse('2026-11-23T09:12:00Z')
const read = (more: Partial<Calendar>, names: Record<string, string> = {}) =>
  hoursOfCover({ calendar: { ...office, ...more }, names, now: monday, readerZone: zone })

describe('The hours an account reads', () => {
  it('are open now until closing, and one opening where all days are alike', () => {
    const { days, from, to, always, openNow, changesAt, week, usualWeek, nextException } = read({})
    assert.deepEqual([days.length, from, to, always], [5, '09:00', '18:00', false])
    assert.deepEqual([openNow, changesAt], [true, '2026-11-23T17:00:00.000Z'])
    assert.deepEqual([week.length, nextException], [5, null])
    assert.deepEqual(usualWeek, week)
  })

  it('are told opening by opening where days differ', () => {
    const { from, to, openings } = read({ week: { mon: [['09:00', '18:00']], sat: [['22:00', '06:00']] } })
    assert.deepEqual([from, to], [null, null])
    assert.deepEqual(openings, [
      { days: ['mon'], from: '09:00', to: '18:00' },
      { days: ['sat'], from: '22:00', to: '06:00' },
    ])
  })

  it('are always open however that is written, and have nothing to wait for', () => {
    const rows = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['06:00', '06:00']]])
    const { always, openings, changesAt } = read({ week: Object.fromEntries(rows) as Calendar['week'] })
    assert.deepEqual([always, openings, changesAt], [true, [], null])
  })

  for (const [what, more, expected] of [
    ['a holiday', { holidays: ['2026-12-25'] }, ['2026-12-25', []]],
    ['the first of several', { holidays: ['2026-12-25', '2026-12-08'] }, ['2026-12-08', []]],
    [
      'a shorter day, with its times',
      { overrides: { '2026-12-24': [['09:00', '14:00']] } },
      ['2026-12-24', [{ from: '2026-12-24T08:00:00.000Z', to: '2026-12-24T13:00:00.000Z' }]],
    ],
    [
      'a day that is over at noon',
      { breaks: { '2026-12-24': [['12:00', '24:00']] } },
      ['2026-12-24', [{ from: '2026-12-24T08:00:00.000Z', to: '2026-12-24T11:00:00.000Z' }]],
    ],
    ['nothing on a day that is closed anyway', { holidays: ['2026-11-28'] }, null],
    ['nothing that is over', { holidays: ['2026-11-22'] }, null],
    ['nothing that is far away', { holidays: ['2027-12-25'] }, null],
  ] as [string, Partial<Calendar>, [string, object[]] | null][])
    it(`have ${what} as what is next out of the ordinary`, () => {
      const next = read(more).nextException
      assert.deepEqual(next && [next.date, next.open], expected)
    })

  it('have a holiday of today in the days to come, and not in the usual ones', () => {
    const { week, usualWeek, openNow, nextException } = read(
      { holidays: ['2026-11-23'] },
      { '2026-11-23': 'Moving house' },
    )
    assert.deepEqual([week.length, usualWeek.length, openNow], [4, 5, false])
    assert.equal(nextException?.name, 'Moving house')
  })

  it('are by the hours published for later from their start on, in the days to come and out of the ordinary', () => {
    const early = calendarFromSupportHours(
      { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '10:00', to: '17:00' },
      zone,
    )
    const closed = { ...early, holidays: ['2026-11-27', '2026-11-24'] }
    const later = [
      {
        startsAt: Date.parse('2026-11-25T23:00:00Z'),
        calendar: closed,
        names: { '2026-11-27': 'Stocktaking' },
      },
    ]
    const told = hoursOfCover({ calendar: office, names: {}, later, now: monday, readerZone: zone })
    assert.deepEqual(
      told.week.map(({ from }) => from.slice(0, 13)),
      ['2026-11-23T08', '2026-11-24T08', '2026-11-25T08', '2026-11-26T09'],
    )
    assert.equal(told.usualWeek.length, 5)
    assert.deepEqual([told.nextException?.date, told.nextException?.name], ['2026-11-27', 'Stocktaking'])
    const evening = Date.parse('2026-11-25T19:00:00Z')
    const { changesAt } = hoursOfCover({ calendar: office, names: {}, later, now: evening, readerZone: zone })
    assert.equal(changesAt, '2026-11-26T09:00:00.000Z')
  })
})
