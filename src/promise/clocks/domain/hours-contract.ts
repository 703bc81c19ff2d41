import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { calendarSchema, supportHoursSchema } from '#promise/calendars/domain/calendar.ts'

/** A package by its code, and a coverage zone as agreements name it: `+01:00`, `Europe/Madrid`. */
const place = z.strictObject({ package: z.string().min(1).max(60), zone: z.string().min(1).max(60) })
const names = z.record(z.iso.date(), z.string().min(1).max(120))

const publishedVersion = z.object({
  version: z.number().int(),
  /** Null where the hours of each agreement's own terms hold again. */
  hours: calendarSchema.nullable(),
  /** What its dates are called. */
  names,
  reason: z.string(),
  startsAt: z.iso.datetime(),
  publishedAt: z.iso.datetime(),
  publishedBy: z.string(),
  /** `past` also where a later one took its place before it began. */
  state: z.enum(['in_force', 'planned', 'past']),
})
export type PublishedVersion = z.output<typeof publishedVersion>

const agreedHours = z.object({
  supportHours: supportHoursSchema,
  /** Edition of the package these hours come from. */
  edition: z.number().int(),
  /** Negotiated hours are an agreement's own, whatever is published. */
  negotiated: z.boolean(),
  agreements: z.number().int(),
  /** The first twenty by name. */
  accounts: z.array(z.object({ id: z.uuid(), name: z.string() })),
})
export type AgreedHours = z.output<typeof agreedHours>

export const readCalendarEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/calendars/{package}/{zone}',
  summary:
    'Managers: the support hours of a package in a coverage zone: as its terms state them, every published version, and what was agreed.',
  params: place,
  response: z.object({
    packageCode: z.string(),
    packageName: z.string(),
    zone: z.string(),
    label: z.string().nullable(),
    /** The newest edition of the package, and the hours it states. */
    edition: z.number().int(),
    supportHours: supportHoursSchema,
    /** The newest first; the next one to be published is based on the first. */
    versions: z.array(publishedVersion),
    /** Hours agreements in force have there by their own terms, with whose they are. */
    agreed: z.array(agreedHours),
  }),
})
export type CalendarView = z.output<(typeof readCalendarEndpoint)['response']>

export const publishCalendarEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/calendars/{package}/{zone}/versions',
  summary:
    'Admins: publish support hours as the next version. Cases received from its start on go by it; those that run keep theirs.',
  params: place,
  body: z.strictObject({
    /** The newest version that was seen; 0 where there is none. */
    basedOn: z.number().int().nonnegative().max(1_000_000),
    /** Null gives each agreement the hours of its own terms again. */
    hours: calendarSchema.nullable(),
    names: names.default({}),
    reason: z.string().trim().min(1).max(500),
    /** At once without it; never in the past. */
    startsAt: z.iso.datetime({ offset: true }).optional(),
  }),
  response: z.object({ version: z.number().int(), startsAt: z.iso.datetime() }),
  status: 201,
})
