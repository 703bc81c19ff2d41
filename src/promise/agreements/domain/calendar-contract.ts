import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { calendarSchema, supportHoursSchema } from '#promise/calendars/domain/calendar.ts'

const calendarZone = z.object({
  /** A fixed offset or an IANA name. */
  zone: z.string(),
  label: z.string().nullable(),
  /** Offsets of the place the label names, where the zone has none of them; null where nothing contradicts. */
  contradictedOffsets: z.array(z.string()).nullable(),
  /** Hours that agreements in force have there, with how many have them. */
  inUse: z.array(
    z.object({
      packageCode: z.string(),
      packageName: z.string(),
      version: z.number().int(),
      supportHours: supportHoursSchema,
      agreements: z.number().int(),
    }),
  ),
  /** Hours that are published there and in force now, by package; none where the terms' own hold. */
  published: z.array(
    z.object({
      packageCode: z.string(),
      version: z.number().int(),
      hours: calendarSchema,
      /** What its dates are called. */
      names: z.record(z.iso.date(), z.string()),
    }),
  ),
})
export type CalendarZone = z.output<typeof calendarZone>

export const listCalendarsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/calendars',
  summary:
    'Managers: every coverage zone that is sold or in use, with the support hours published and agreed there.',
  response: z.object({ items: z.array(calendarZone) }),
  csv: csvTable<CalendarZone>('calendars', {
    Zone: (item) => item.zone,
    Label: (item) => item.label,
    Agreements: (item) => item.inUse.reduce((sum, { agreements }) => sum + agreements, 0),
  }),
})
