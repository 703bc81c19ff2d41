import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const isoDate = z.iso.date()

/** A day on which something falls. `from`, such as `12:00`, is when it begins where only the rest of the day is one. */
const holiday = z.object({ date: isoDate, name: z.string(), from: z.string().nullable() })
export type Holiday = z.output<typeof holiday>

/** What a file may have, in bytes and in days; a request is a little larger than its text. */
export const holidayFileBytes = 900_000
export const holidayDaysAtMost = 5000
/** Years that may be asked for at once. */
export const holidayYearsAtMost = 10

const place = z.object({ code: z.string(), name: z.string() })

export const listHolidayCountriesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/holidays/countries',
  summary: 'Managers: the countries, and their parts, whose public holidays are known.',
  response: z.object({ countries: z.array(place.extend({ states: z.array(place) })) }),
})
export type HolidayCountry = z.output<(typeof listHolidayCountriesEndpoint)['response']>['countries'][number]

export const listHolidaysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/holidays',
  summary: 'Managers: the public holidays of a country or a part of it, by date.',
  query: z.strictObject({
    country: z.string().regex(/^[A-Z]{2}$/),
    state: z
      .string()
      .regex(/^[A-Z0-9]{1,4}$/)
      .optional(),
    from: isoDate,
    to: isoDate,
  }),
  response: z.object({ holidays: z.array(holiday) }),
})

export const readHolidayFileEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/holidays/ics',
  summary:
    'Managers: the whole days of an iCalendar file, those that repeat every year as well. Nothing is kept.',
  body: z.strictObject({ text: z.string().min(1).max(holidayFileBytes), from: isoDate, to: isoDate }),
  response: z.object({
    holidays: z.array(holiday),
    /** Events that were left out: at a time of day, or repeating in another way than every year. */
    leftOut: z.object({ timed: z.number().int(), repeating: z.number().int() }),
  }),
})
export type HolidayFile = z.output<(typeof readHolidayFileEndpoint)['response']>
