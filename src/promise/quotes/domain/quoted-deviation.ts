import { z } from 'zod'
import type { Deviation } from '#promise/agreements/domain/deviation.ts'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** What was negotiated over the published edition, with the names it has on paper. */
export const quotedDeviation = z.discriminatedUnion('of', [
  z.object({
    of: z.enum(['firstResponse', 'resolution']),
    priority: z.enum(PRIORITIES),
    /** Null where nothing is promised. */
    minutes: z.number().nullable(),
  }),
  z.object({
    of: z.literal('service'),
    name: z.string(),
    availability: z.enum(['included', 'limited', 'on_request', 'conditional', 'not_included']),
  }),
  z.object({ of: z.literal('pool'), limit: z.number().int(), unit: z.string() }),
  z.object({ of: z.literal('seats'), count: z.number().int() }),
  z.object({ of: z.literal('hours'), hours: supportHoursSchema }),
])
export type QuotedDeviation = z.output<typeof quotedDeviation>

/**
 * A deviation as a customer reads it, from the terms it has been applied to. Its note is the team's own and is left
 * out; a target that is only tracked is no promise, and reads as none (SPEC 4.4).
 */
export function quotedDeviationOf({ path }: Deviation, terms: PackageVersion): QuotedDeviation[] {
  if (path === 'seats') return [{ of: 'seats', count: terms.seats }]
  if (path === 'supportHours') return [{ of: 'hours', hours: terms.supportHours }]
  const [of, ...rest] = path.split('.')
  const code = rest.join('.')
  if (of === 'services') {
    const service = terms.services[code]
    if (service === undefined) return []
    return [{ of: 'service', name: service.name, availability: service.availability.kind }]
  }
  if (of === 'pools') {
    const pool = terms.pools[code]
    return pool === undefined ? [] : [{ of: 'pool', limit: pool.limit, unit: pool.unit }]
  }
  const priority = PRIORITIES.find((one) => one === code)
  if (priority === undefined || (of !== 'firstResponse' && of !== 'resolution')) return []
  const target = terms[of][priority]
  return [{ of, priority, minutes: target?.guaranteed === true ? target.minutes : null }]
}
