import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  alwaysWeek,
  calendarWeekOf,
  cellsOf,
  copyDay,
  type HoursRow,
  type HoursWeek,
  isAlwaysOpen,
  openMinutes,
  paint,
  type Painted,
  readTime,
  weekOf,
} from './hours-week.ts'

const row = (text: string): HoursRow => {
  const [from = '', to = ''] = text.split('-')
  return { from, to }
}
/** `['09:00-18:00', '', …]`: the rows of each day, Monday first; days that are left out are closed. */
const week = (...days: string[]): HoursWeek =>
  Array.from({ length: 7 }, (_, day) => (days[day] ?? '').split(' ').filter(Boolean).map(row))
const text = (hours: HoursWeek): string[] =>
  hours.map((rows) => rows.map(({ from, to }) => `${from}-${to}`).join(' '))
const at = (day: number, from: number, to: number): Painted => ({ fromDay: day, toDay: day, from, to })
const hour = 60

describe('A painted week', () => {
  for (const [what, before, painted, open, after] of [
    ['opens a stretch of a closed day', week(), at(0, 9 * hour, 18 * hour), true, ['09:00-18:00']],
    [
      'joins what it touches, to the odd minute',
      week('09:10-11:45'),
      at(0, 11.5 * hour, 13 * hour),
      true,
      ['09:10-13:00'],
    ],
    [
      'leaves alone what it does not touch',
      week('09:10-11:45 14:00-17:20'),
      at(0, 12 * hour, 13 * hour),
      true,
      ['09:10-11:45 12:00-13:00 14:00-17:20'],
    ],
    [
      'closes a break in the middle of a day',
      week('09:00-18:00'),
      at(0, 12 * hour, 13 * hour),
      false,
      ['09:00-12:00 13:00-18:00'],
    ],
    [
      'cuts a night where it is closed, and gives its morning to the day it is of',
      week('22:00-06:00'),
      at(0, 23 * hour, 24 * hour),
      false,
      ['22:00-23:00', '00:00-06:00'],
    ],
    [
      'closes the end of a night on its morning',
      week('22:00-06:00'),
      at(1, 4 * hour, 8 * hour),
      false,
      ['22:00-04:00'],
    ],
    [
      'does not write twice what the evening before keeps open',
      week('22:00-06:00'),
      at(1, 4 * hour, 8 * hour),
      true,
      ['22:00-06:00', '06:00-08:00'],
    ],
    [
      'keeps a night its own row where the day would be longer than a day',
      week('22:00-06:00'),
      at(0, 0, 22 * hour),
      true,
      ['00:00-22:00 22:00-06:00'],
    ],
    [
      'leaves a row that is not written to its end',
      week('09:00-'),
      at(0, 10 * hour, 11 * hour),
      true,
      ['10:00-11:00 09:00-'],
    ],
    [
      'wraps from Sunday night to Monday',
      week('', '', '', '', '', '', '20:00-04:00'),
      at(0, 0, 2 * hour),
      false,
      ['02:00-04:00', '', '', '', '', '', '20:00-24:00'],
    ],
  ] as [string, HoursWeek, Painted, boolean, string[]][])
    it(what, () => assert.deepEqual(text(paint(before, painted, open)), text(week(...after))))

  it('says which half hours are open, and which for a part', () => {
    const [monday, tuesday] = cellsOf(week('09:10-11:00 22:00-00:30'))
    assert.deepEqual(monday?.slice(17, 23), ['closed', 'part', 'open', 'open', 'open', 'closed'])
    assert.deepEqual(
      [monday?.[47], tuesday?.[0], tuesday?.[1]],
      ['open', 'open', 'closed'],
      'the half hour after midnight',
    )
  })

  it('is always open only where no minute is closed', () => {
    assert.equal(isAlwaysOpen(alwaysWeek), true)
    assert.equal(isAlwaysOpen(paint(alwaysWeek, at(3, 0, 30), false)), false)
    assert.equal(isAlwaysOpen(week(...Array.from({ length: 7 }, () => '06:00-06:00'))), true)
    assert.equal(isAlwaysOpen(week(...Array.from({ length: 7 }, () => '00:00-23:59'))), false)
  })

  it('gives the hours of a day to others', () => {
    const copied = copyDay(week('09:00-12:00 13:00-18:00', '10:00-11:00'), 0, [1, 4])
    assert.deepEqual(
      text(copied),
      text(week('09:00-12:00 13:00-18:00', '09:00-12:00 13:00-18:00', '', '', '09:00-12:00 13:00-18:00')),
    )
  })
})

const minute = fc.oneof(
  fc.integer({ min: 0, max: 1439 }),
  fc.integer({ min: 0, max: 47 }).map((n) => n * 30),
)
const time = minute.map(
  (n) => `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
)
const rows = fc.array(fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) }), { maxLength: 3 })
const anyWeek: fc.Arbitrary<HoursWeek> = fc.array(rows, { minLength: 7, maxLength: 7 })
const anyPaint: fc.Arbitrary<Painted> = fc
  .tuple(fc.nat(6), fc.nat(6), fc.nat(47), fc.nat(47))
  .map(([a, b, c, d]) => ({
    fromDay: Math.min(a, b),
    toDay: Math.max(a, b),
    from: Math.min(c, d) * 30,
    to: (Math.max(c, d) + 1) * 30,
  }))

/** Every minute of the week, open or not. */
function minutesOfWeek(hours: HoursWeek): boolean[] {
  const open = Array.from({ length: 7 * 1440 }, () => false)
  for (const [day, stretches] of openMinutes(hours).entries())
    for (const { from, to } of stretches) open.fill(true, day * 1440 + from, day * 1440 + to)
  return open
}

describe('Painting', () => {
  it('changes the minutes of its rectangle and no others, and leaves times a calendar takes', () => {
    fc.assert(
      fc.property(anyWeek, anyPaint, fc.boolean(), (before, painted, open) => {
        const after = paint(before, painted, open)
        const expected = minutesOfWeek(before)
        for (let day = painted.fromDay; day <= painted.toDay; day += 1)
          expected.fill(open, day * 1440 + painted.from, day * 1440 + painted.to)
        assert.deepEqual(minutesOfWeek(after), expected)
        assert.deepEqual(minutesOfWeek(weekOf({ week: calendarWeekOf(after) })), expected)
      }),
      { numRuns: 300 },
    )
  })
})

describe('A time as it is typed', () => {
  for (const [typed, read] of [
    ['9', '09:00'],
    ['9:5', '09:05'],
    ['0930', '09:30'],
    [' 17:45 ', '17:45'],
    ['24:00', '24:00'],
    ['24:01', null],
    ['25', null],
    ['9:75', null],
    ['noon', null],
    ['', null],
  ] as const)
    it(`“${typed}” is ${read ?? 'none'}`, () => assert.equal(readTime(typed), read))
})
