import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { randomCalendar } from '../../../../tests/support/random-calendar.ts'
import { type Calendar, calendarFromSupportHours } from './calendar.ts'
import {
  alwaysThese,
  hoursAt,
  hoursInTurn,
  type HoursInTurn,
  isOpenInTurn,
  nextCloseInTurn,
  nextOpenInTurn,
  openPeriodsInTurn,
} from './hours-in-turn.ts'
import { isOpen, nextClose, nextOpen, openPeriods } from './working-time.ts'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const
const office = (from: string, to: string): Calendar =>
  calendarFromSupportHours({ days: [...weekdays], from, to }, '+00:00')
const at = (text: string): number => Date.parse(`${text}Z`)
const text = (instant: number | 'never'): string =>
  instant === 'never' ? instant : new Date(instant).toISOString().slice(0, 16)

// Friday 1 January 2027 is the first day of later hours.
const nine = office('09:00', '18:00')
const ten = hoursInTurn(nine, [{ startsAt: at('2027-01-01T00:00'), calendar: office('10:00', '17:00') }])

describe('Hours that follow each other', () => {
  const opens: [string, HoursInTurn, string, string][] = [
    ['by the present ones while they hold', ten, '2026-12-30T20:00', '2026-12-31T09:00'],
    ['by the later ones once they have begun', ten, '2026-12-31T20:00', '2027-01-01T10:00'],
    [
      'never, where the later ones never do',
      hoursInTurn(nine, [{ startsAt: at('2027-01-01T00:00'), calendar: { ...nine, week: {} } }]),
      '2026-12-31T20:00',
      'never',
    ],
    [
      'by the stated ones where nothing is published any more',
      hoursInTurn(nine, [
        { startsAt: -Infinity, calendar: office('10:00', '17:00') },
        { startsAt: at('2027-01-01T00:00'), calendar: null },
      ]),
      '2026-12-31T20:00',
      '2027-01-01T09:00',
    ],
    [
      'by the newest of two that begin together',
      hoursInTurn(nine, [
        { startsAt: at('2027-01-01T00:00'), calendar: office('11:00', '17:00') },
        { startsAt: at('2027-01-01T00:00'), calendar: office('10:00', '17:00') },
      ]),
      '2026-12-31T20:00',
      '2027-01-01T10:00',
    ],
    [
      'in the midst of a day, when hours begin that are open then',
      hoursInTurn(nine, [{ startsAt: at('2026-12-31T20:00'), calendar: office('00:00', '24:00') }]),
      '2026-12-31T19:00',
      '2026-12-31T20:00',
    ],
  ]
  for (const [when, hours, from, expected] of opens)
    it(`open ${when}`, () => assert.equal(text(nextOpenInTurn(hours, at(from))), expected))

  const closes: [string, HoursInTurn, string, string][] = [
    ['by the present ones', ten, '2026-12-31T10:00', '2026-12-31T18:00'],
    [
      'when later ones begin that are closed then',
      hoursInTurn(nine, [{ startsAt: at('2026-12-31T12:00'), calendar: office('13:00', '17:00') }]),
      '2026-12-31T10:00',
      '2026-12-31T12:00',
    ],
    [
      'by the later ones where those go on',
      hoursInTurn(nine, [{ startsAt: at('2026-12-31T12:00'), calendar: office('08:00', '21:00') }]),
      '2026-12-31T10:00',
      '2026-12-31T21:00',
    ],
  ]
  for (const [when, hours, from, expected] of closes)
    it(`close ${when}`, () => assert.equal(text(nextCloseInTurn(hours, at(from))), expected))

  it('are what they are alone, where there is nothing later', () => {
    fc.assert(
      fc.property(randomCalendar, fc.integer({ min: -100, max: 100 }), ({ calendar, near }, hour) => {
        const [from, hours] = [near + hour * 3_600_000, alwaysThese(calendar)]
        assert.deepEqual(
          [
            nextOpenInTurn(hours, from),
            nextCloseInTurn(hours, from),
            openPeriodsInTurn(hours, from, from + 5e8),
          ],
          [nextOpen(calendar, from), nextClose(calendar, from), openPeriods(calendar, from, from + 5e8)],
        )
      }),
      { numRuns: 50 },
    )
  })

  it('are open when those are that hold, and what opens and closes next agrees with that', () => {
    const switches = fc.array(fc.integer({ min: -60, max: 60 }), { maxLength: 3 })
    fc.assert(
      fc.property(
        randomCalendar,
        fc.array(randomCalendar, { maxLength: 3 }),
        switches,
        ({ calendar, near }, others, hoursOf) => {
          const hour = 3_600_000
          const starts = hoursOf.toSorted((one, other) => one - other)
          const later = others.flatMap((one, index) => {
            const start = starts[index]
            return start === undefined
              ? []
              : [
                  {
                    startsAt: near + start * hour,
                    calendar: { ...one.calendar, timeZone: calendar.timeZone },
                  },
                ]
          })
          const hours = hoursInTurn(calendar, later)
          const [from, to] = [near - 70 * hour, near + 70 * hour]
          const periods = openPeriodsInTurn(hours, from, to)
          for (let instant = from; instant < to; instant += hour / 4) {
            const open = isOpen(hoursAt(hours, instant), instant)
            assert.equal(isOpenInTurn(hours, instant), open)
            const period = periods.find((one) => one.from <= instant && instant < one.to)
            assert.equal(period !== undefined, open)
            if (instant % (12 * hour) !== 0) continue
            const next = periods.find((one) => one.to > instant)
            if (next === undefined) continue
            assert.equal(nextOpenInTurn(hours, instant), Math.max(next.from, instant))
            if (next.to < to) assert.equal(nextCloseInTurn(hours, instant), next.to)
          }
        },
      ),
      { numRuns: 60 },
    )
  })
})
