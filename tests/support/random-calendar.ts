import fc from 'fast-check'
import { type Calendar, weekdays } from '#promise/calendars/domain/calendar.ts'

const minute = 60_000
const day = 86_400_000

const timeOfDay = fc
  .oneof(
    fc.integer({ min: 0, max: 1439 }),
    // Clock changes happen in the small hours.
    fc.integer({ min: 0, max: 16 }).map((quarters) => quarters * 15),
    fc.integer({ min: 0, max: 23 }).map((hours) => hours * 60),
  )
  .map((minutes) => new Date(minutes * minute).toISOString().slice(11, 16))
const row = fc.tuple(timeOfDay, fc.oneof({ weight: 4, arbitrary: timeOfDay }, fc.constant('24:00')))
const rows = fc.array(row, { maxLength: 2 })
const weekPattern = fc.oneof(
  fc.record(Object.fromEntries(weekdays.map((name) => [name, rows])), { requiredKeys: [] }),
  fc.constant(Object.fromEntries(weekdays.slice(0, 5).map((name) => [name, [['09:00', '18:00']]]))),
  fc.constant(Object.fromEntries(weekdays.map((name) => [name, [['00:00', '24:00']]]))),
)

/** A zone and an instant near one of its clock changes. */
const place = fc.constantFrom(
  ['America/New_York', '2026-03-08T07:00Z'],
  ['America/New_York', '2026-11-01T06:00Z'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
  ['Europe/Berlin', '2026-10-25T01:00Z'],
  ['America/Havana', '2026-11-01T05:00Z'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z'],
  ['America/Sao_Paulo', '2018-02-18T02:00Z'],
  ['America/St_Johns', '2010-11-07T02:31Z'],
  ['Pacific/Apia', '2011-12-30T10:00Z'],
  ['Antarctica/Troll', '2026-03-29T01:00Z'],
  ['Africa/Cairo', '2026-10-29T21:00Z'],
  ['Asia/Kathmandu', '2026-06-01T00:00Z'],
  ['+05:30', '2026-02-28T00:00Z'],
  ['-02:00', '2028-02-29T00:00Z'],
)

/** A calendar with exceptions around an instant near a clock change of its zone. */
export const randomCalendar: fc.Arbitrary<{ calendar: Calendar; near: number }> = place.chain(
  ([timeZone = 'UTC', text = '']) => {
    const near = Temporal.Instant.from(text).epochMilliseconds
    const date = fc
      .integer({ min: -4, max: 5 })
      .map((days) => new Date(near + days * day).toISOString().slice(0, 10))
    const dated = fc.dictionary(date, rows, { maxKeys: 2 })
    return fc.record({
      near: fc.constant(near),
      calendar: fc.record({
        timeZone: fc.constant(timeZone),
        week: weekPattern,
        holidays: fc.array(date, { maxLength: 2 }),
        breaks: dated,
        overrides: dated,
      }),
    })
  },
)
