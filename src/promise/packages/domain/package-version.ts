import { z } from 'zod'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { PRIORITIES } from './catalogue.ts'
import type { Catalogue, Priority, PublishedAvailability, ServiceRow } from './catalogue.ts'

const availabilitySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('included') }),
  z.object({ kind: z.literal('limited'), pool: z.string() }),
  z.object({ kind: z.literal('on_request') }),
  z.object({ kind: z.literal('conditional'), certification: z.string() }),
  z.object({ kind: z.literal('not_included') }),
])
export type Availability = z.infer<typeof availabilitySchema>

const serviceTermsSchema = z.object({
  name: z.string(),
  group: z.string(),
  availability: availabilitySchema,
  /** What the page prints in the cell instead of the usual word. */
  label: z.string().optional(),
})
export type ServiceTerms = z.infer<typeof serviceTermsSchema>

/** Working minutes in support hours; `guaranteed` is promised to the customer, otherwise tracked only. */
const targetSchema = z
  .object({ minutes: z.number().int().positive(), guaranteed: z.boolean(), vendorSet: z.boolean() })
  .nullable()
export type PackageTarget = z.infer<typeof targetSchema>

const targetsSchema = z.object({ high: targetSchema, medium: targetSchema, low: targetSchema })

const poolTermsSchema = z.object({
  limit: z.number().int().nonnegative(),
  unit: z.string(),
  per: z.literal('year'),
  sharedBy: z.array(z.string()),
  footnote: z.string().optional(),
})
export type PoolTerms = z.infer<typeof poolTermsSchema>

/** One published, immutable edition of a package. Plain JSON: an agreement freezes it as its terms (SPEC 1). */
export const packageVersionSchema = z.object({
  code: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  costPercent: z.number(),
  seats: z.number().int().nonnegative(),
  supportHours: supportHoursSchema,
  firstResponse: targetsSchema,
  resolution: targetsSchema,
  services: z.record(z.string(), serviceTermsSchema),
  pools: z.record(z.string(), poolTermsSchema),
  terms: z.array(z.object({ code: z.string(), rule: z.string() })),
})
export type PackageVersion = z.infer<typeof packageVersionSchema>

/**
 * The packages of a catalogue as terms that can be frozen, in the catalogue's order, all with the given
 * version number (1, 2, …). Targets follow SPEC 4.4.
 */
export function packageVersionsOf(catalogue: Catalogue, version: number): PackageVersion[] {
  return catalogue.packages.map((published) => packageVersion(catalogue, published, version))
}

function packageVersion(
  catalogue: Catalogue,
  published: Catalogue['packages'][number],
  version: number,
): PackageVersion {
  const services = Object.fromEntries(
    catalogue.services.map((row) => [row.code, serviceTerms(row, published.code)]),
  )
  return packageVersionSchema.parse({
    code: published.code,
    name: published.name,
    version,
    costPercent: published.costPercentOfSubscription,
    seats: catalogue.authorisedContacts[published.code],
    supportHours: catalogue.supportHours[published.code],
    firstResponse: firstResponseTargets(catalogue, published.code),
    resolution: resolutionTargets(catalogue, published.code, services),
    services,
    pools: poolsUsedBy(catalogue, services),
    terms: catalogue.terms,
  })
}

function serviceTerms(row: ServiceRow, packageCode: string): ServiceTerms {
  const cell = row[packageCode] as PublishedAvailability | undefined
  const printed = typeof cell === 'object' ? cell.label : undefined
  return {
    name: row.name,
    group: row.group,
    availability: availability(cell),
    ...(printed === undefined ? {} : { label: printed }),
  }
}

function availability(cell: PublishedAvailability | undefined): Availability {
  if (cell === undefined) return { kind: 'not_included' }
  if (typeof cell === 'string') return { kind: cell }
  if ('limited' in cell) return { kind: 'limited', pool: cell.limited }
  return { kind: 'conditional', certification: cell.conditional.certification }
}

function firstResponseTargets(catalogue: Catalogue, packageCode: string): Record<Priority, PackageTarget> {
  const vendorSet = false
  return targets(catalogue.responseTimeMinutes, packageCode, (priority) => ({
    guaranteed: priority !== 'low',
    vendorSet,
  }))
}

function resolutionTargets(
  catalogue: Catalogue,
  packageCode: string,
  services: Record<string, ServiceTerms>,
): Record<Priority, PackageTarget> {
  const { guaranteedWhere, vendorSet = false } = catalogue.resolutionTimeMinutes
  const guaranteed = services[guaranteedWhere]?.availability.kind === 'included'
  return targets(catalogue.resolutionTimeMinutes, packageCode, () => ({ guaranteed, vendorSet }))
}

function targets(
  table: Record<Priority, Record<string, number | string | null | undefined>>,
  packageCode: string,
  kindOf: (priority: Priority) => { guaranteed: boolean; vendorSet: boolean },
): Record<Priority, PackageTarget> {
  const target = (priority: Priority): PackageTarget => {
    const minutes = table[priority][packageCode]
    return typeof minutes === 'number' ? { minutes, ...kindOf(priority) } : null
  }
  const [high, medium, low] = PRIORITIES
  return { high: target(high), medium: target(medium), low: target(low) }
}

function poolsUsedBy(
  catalogue: Catalogue,
  services: Record<string, ServiceTerms>,
): Record<string, PoolTerms> {
  const used = new Set<string>()
  for (const { availability: one } of Object.values(services)) if (one.kind === 'limited') used.add(one.pool)
  const entries = Object.entries(catalogue.pools).filter(([poolCode]) => used.has(poolCode))
  return Object.fromEntries(entries.map(([poolCode, pool]) => [poolCode, poolTermsSchema.parse(pool)]))
}
