import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { isLessThanAgreed } from './agreed-hours.ts'
import { calendarChanges } from './calendar-changes.ts'
import { draftOf, draftProblems, hoursOfDraft, statedHours, withDates } from './hours-draft.ts'
import { alwaysWeek } from './hours-week.ts'
import { publishingProblems } from './publishable-hours.ts'

const zone = '+01:00'
const office = { days: ['mon' as const, 'tue' as const], from: '09:00', to: '18:00' }
const calendar: Calendar = {
  timeZone: zone,
  week: { mon: [['09:00', '18:00']], tue: [['22:00', '06:00']] },
  holidays: ['2026-12-25'],
  overrides: { '2026-12-31': [['09:00', '14:00']] },
  breaks: { '2027-01-04': [['12:00', '13:00']] },
}
const names = { '2026-12-25': 'Christmas Day' }

describe('Hours while they are written', () => {
  it('come back as they went in', () => {
    assert.deepEqual(hoursOfDraft(draftOf({ calendar, names }), zone), { calendar, names })
  })

  it('have no dates where support is always open', () => {
    const draft = { ...draftOf({ calendar, names }), week: alwaysWeek }
    const { calendar: open, names: none } = hoursOfDraft(draft, zone)
    assert.deepEqual([open.holidays, open.overrides, open.breaks, none], [[], undefined, undefined, {}])
    assert.deepEqual(publishingProblems(open, none, zone), [])
  })

  it('say what keeps them from being published', () => {
    const draft = draftOf({ calendar, names })
    const half = draft.week.map((rows, day) => (day === 3 ? [{ from: '09:00', to: '' }] : rows))
    const closed = draft.week.map(() => [])
    const date = { date: '2027-05-01', kind: 'hours' as const, rows: [], name: '' }
    assert.deepEqual(draftProblems(draft, zone), [])
    assert.deepEqual(draftProblems({ ...draft, week: half }, zone), [{ code: 'row', day: 3, row: 0 }])
    assert.deepEqual(draftProblems({ week: closed, dates: [] }, zone), [{ code: 'never_open' }])
    assert.deepEqual(draftProblems({ ...draft, dates: [date] }, zone), [
      { code: 'no_hours', date: '2027-05-01' },
    ])
  })

  it('take dates in by day, those that are there first', () => {
    const one = (date: string, name: string) => ({ date, kind: 'closed' as const, rows: [], name })
    const all = withDates([one('2026-12-25', 'ours')], [one('2026-12-26', 'b'), one('2026-12-25', 'theirs')])
    assert.deepEqual(
      all.map(({ date, name }) => `${date} ${name}`),
      ['2026-12-25 ours', '2026-12-26 b'],
    )
  })
})

describe('What differs between two versions', () => {
  it('is told by day and by date, what is alike together', () => {
    const after: Calendar = {
      timeZone: zone,
      week: {
        mon: [['08:00', '18:00']],
        tue: [['22:00', '06:00']],
        wed: [['08:00', '12:00']],
        thu: [['08:00', '12:00']],
      },
      holidays: ['2026-12-31', '2027-01-06'],
      breaks: { '2027-01-04': [['12:00', '13:00']] },
    }
    assert.deepEqual(
      calendarChanges({ calendar, names }, { calendar: after, names: { '2027-01-06': 'Epiphany' } }),
      [
        { of: 'day', days: [0], before: [['09:00', '18:00']], after: [['08:00', '18:00']] },
        { of: 'day', days: [2, 3], before: [], after: [['08:00', '12:00']] },
        { of: 'date', date: '2026-12-25', name: 'Christmas Day', before: [], after: 'usual' },
        { of: 'date', date: '2026-12-31', name: '', before: [['09:00', '14:00']], after: [] },
        { of: 'date', date: '2027-01-06', name: 'Epiphany', before: 'usual', after: [] },
      ],
    )
    assert.deepEqual(calendarChanges({ calendar, names }, { calendar, names }), [])
  })
})

describe('Less than was agreed', () => {
  const agreed = office
  for (const [what, week, less] of [
    ['the same hours', { mon: [['09:00', '18:00']], tue: [['09:00', '18:00']] }, false],
    [
      'more hours',
      { mon: [['08:00', '20:00']], tue: [['00:00', '24:00']], sun: [['09:00', '10:00']] },
      false,
    ],
    [
      'the same in two pieces',
      {
        mon: [
          ['09:00', '12:00'],
          ['12:00', '18:00'],
        ],
        tue: [['09:00', '18:00']],
      },
      false,
    ],
    ['a night that covers them', { mon: [['09:00', '09:00']], tue: [['09:00', '18:00']] }, false],
    [
      'a break at noon',
      {
        mon: [
          ['09:00', '12:00'],
          ['13:00', '18:00'],
        ],
        tue: [['09:00', '18:00']],
      },
      true,
    ],
    ['another day', { mon: [['09:00', '18:00']], wed: [['09:00', '18:00']] }, true],
  ] as [string, Calendar['week'], boolean][])
    it(`${less ? 'is' : 'is not'} ${what}`, () =>
      assert.equal(isLessThanAgreed({ timeZone: zone, week, holidays: [] }, agreed), less))

  it('is anything but always open where that was agreed', () => {
    const { calendar: always } = statedHours({ always: true }, zone)
    assert.equal(isLessThanAgreed(always, { always: true }), false)
    assert.equal(isLessThanAgreed(statedHours(office, zone).calendar, { always: true }), true)
  })
})

describe('Hours that may be published', () => {
  const good = statedHours(office, zone).calendar
  const always = statedHours({ always: true }, zone).calendar
  const days = (count: number) =>
    Array.from({ length: count }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10))
  for (const [what, hours, given, path] of [
    ['are those of the terms', good, {}, undefined],
    ['have holidays with names', { ...good, holidays: ['2026-12-25'] }, names, undefined],
    ['have no more than a thousand dates', { ...good, holidays: days(1000) }, {}, undefined],
    ['are not of another zone', { ...good, timeZone: '+02:00' }, {}, 'hours.timeZone'],
    ['are open at some time', { ...good, week: {} }, {}, 'hours.week'],
    [
      'have no holidays where they are always open',
      { ...always, holidays: ['2026-12-25'] },
      {},
      'hours.holidays',
    ],
    ['name no date twice', { ...calendar, holidays: ['2026-12-31'] }, {}, 'hours.holidays'],
    ['name no date that is far away', { ...good, holidays: ['0999-12-31'] }, {}, 'hours.holidays'],
    ['have not a date more', { ...good, holidays: days(1001) }, {}, 'hours.holidays'],
    ['have names only for their dates', good, names, 'names'],
    [
      'have no hundred intervals a day',
      { ...good, week: { mon: Array(100).fill(['09:00', '10:00']) } },
      {},
      'hours.week',
    ],
  ] as [string, Calendar, Record<string, string>, string | undefined][])
    it(what, () => assert.equal(publishingProblems(hours, given, zone)[0]?.path, path))
})
