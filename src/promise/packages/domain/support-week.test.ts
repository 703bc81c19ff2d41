import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import { weekName } from './page-words.ts'
import { supportWeek } from './support-week.ts'

const workdays: SupportHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '18:00' }
const everyDay: SupportHours = { days: [...workdays.days, 'sat', 'sun'], from: '09:00', to: '18:00' }
const winter = Date.parse('2026-01-14T12:00:00Z')

const week = (hours: SupportHours, coverageZone: string, readerZone: string, now = winter) =>
  supportWeek({ hours, coverageZone, readerZone, now })
const words = (...query: Parameters<typeof week>) => weekName(week(...query))

describe('Support hours in the reader’s time', () => {
  it('are as they are published in the coverage zone itself', () => {
    assert.equal(words(workdays, '+01:00', '+01:00'), 'Mon–Fri, 09:00–18:00')
    assert.deepEqual(
      week(workdays, '+01:00', '+01:00').days.map((day) => day.map(({ from, to }) => [from, to])),
      [[[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [[540, 1080]], [], []],
    )
  })
  it('move with the reader, half an hour too', () => {
    assert.equal(words(workdays, '+01:00', 'Europe/Lisbon'), 'Mon–Fri, 08:00–17:00')
    assert.equal(words(everyDay, '+01:00', 'Asia/Kolkata'), 'Every day, 13:30–22:30')
  })
  it('go past midnight, and the drawing goes on at the next day’s left', () => {
    assert.equal(words(workdays, '-05:00', 'Asia/Kolkata'), 'Mon–Fri, 19:30–04:30 next day')
    const { days } = week(workdays, '-05:00', 'Asia/Kolkata')
    assert.deepEqual(days[0], [{ from: 1170, to: 1440 }])
    assert.deepEqual(days[1], [
      { from: 0, to: 270 },
      { from: 1170, to: 1440 },
    ])
    assert.deepEqual(days[5], [{ from: 0, to: 270 }])
    assert.deepEqual(days[6], [])
  })
  it('begin the day before for readers far in the west', () => {
    assert.equal(words(workdays, '+10:00', 'America/Los_Angeles'), 'Sun–Thu, 15:00–24:00')
  })
  it('go round the clock whatever the zone', () => {
    const always = week({ always: true }, '+10:00', 'America/New_York')
    assert.equal(weekName(always), 'Every day, around the clock')
    assert.ok(always.days.every((day) => day.length === 1 && day[0]?.from === 0 && day[0].to === 1440))
    assert.equal(words({ ...everyDay, from: '00:00', to: '24:00' }, '+01:00', '+08:00'), weekName(always))
  })
  it('follow a change of clocks on its real day', () => {
    const changing = Date.parse('2026-03-25T12:00:00Z')
    assert.equal(
      words(everyDay, '+01:00', 'Europe/Berlin', changing),
      'Mon–Sat, 09:00–18:00; Sun, 10:00–19:00',
    )
    assert.equal(words(workdays, '+01:00', 'Europe/Berlin', changing), 'Mon–Fri, 09:00–18:00')
  })
})
