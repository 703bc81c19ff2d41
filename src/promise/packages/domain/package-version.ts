import { z } from 'zod'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { PRIORITIES } from './catalogue.ts'
import type { Catalogue, Priority, PublishedAvailability, ServiceRow, StatedTarget } from './catalogue.ts'
import { minimumFeeSchema } from './minimum-fee.ts'

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
  /** What the page says about the cell below the table. */
  footnote: z.string().optional(),
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
  /** The services of this package that draw from it. */
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
  /** The least it costs a year, by currency, in minor units; absent where there is no minimum. */
  minimumFeeMinor: minimumFeeSchema.optional(),
  seats: z.number().int().nonnegative(),
  supportHours: supportHoursSchema,
  firstResponse: targetsSchema,
  resolution: targetsSchema,
  /** Tracked, never promised; absent where there is none, as in editions that knew of none. */
  nextResponse: targetsSchema.optional(),
  services: z.record(z.string(), serviceTermsSchema),
  pools: z.record(z.string(), poolTermsSchema),
  terms: z.array(z.object({ code: z.string(), rule: z.string() })),
})
export type PackageVersion = z.infer<typeof packageVersionSchema>

/** A package as customers read it: a tracked target is the vendor's own (SPEC 4.4), and is as if there were none. */
export function promisedTerms(version: PackageVersion): PackageVersion {
  const { firstResponse, resolution, nextResponse: _tracked, ...rest } = version
  return { ...rest, firstResponse: guaranteedOnly(firstResponse), resolution: guaranteedOnly(resolution) }
}

function guaranteedOnly({
  high,
  medium,
  low,
}: Record<Priority, PackageTarget>): Record<Priority, PackageTarget> {
  const shown = (target: PackageTarget): PackageTarget => (target?.guaranteed === true ? target : null)
  return { high: shown(high), medium: shown(medium), low: shown(low) }
}

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
    ...(published.minimumFeeMinor && { minimumFeeMinor: published.minimumFeeMinor }),
    seats: catalogue.authorisedContacts[published.code],
    supportHours: catalogue.supportHours[published.code],
    firstResponse: firstResponseTargets(catalogue, published.code),
    resolution: resolutionTargets(catalogue, published.code, services),
    ...nextResponseTargets(catalogue, published.code),
    services,
    pools: poolsUsedBy(catalogue, services),
    terms: catalogue.terms,
  })
}

function serviceTerms(row: ServiceRow, packageCode: string): ServiceTerms {
  const cell = row[packageCode] as PublishedAvailability | undefined
  const { label, footnote } = typeof cell === 'object' ? cell : {}
  return {
    name: row.name,
    group: row.group,
    availability: availability(cell),
    ...(label === undefined ? {} : { label }),
    ...(footnote === undefined ? {} : { footnote }),
  }
}

function availability(cell: PublishedAvailability | undefined): Availability {
  if (cell === undefined) return { kind: 'not_included' }
  if (typeof cell === 'string') return { kind: cell }
  if ('availability' in cell) return { kind: cell.availability }
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

function nextResponseTargets(
  { nextResponseMinutes: table = {} }: Catalogue,
  packageCode: string,
): Pick<PackageVersion, 'nextResponse'> {
  const target = (priority: Priority): PackageTarget => {
    const minutes = table[priority]?.[packageCode] ?? null
    return minutes === null ? null : { minutes, guaranteed: false, vendorSet: true }
  }
  const nextResponse = { high: target('high'), medium: target('medium'), low: target('low') }
  return Object.values(nextResponse).every((one) => one === null) ? {} : { nextResponse }
}

function targets(
  table: Record<Priority, Record<string, StatedTarget | string | undefined>>,
  packageCode: string,
  kindOf: (priority: Priority) => { guaranteed: boolean; vendorSet: boolean },
): Record<Priority, PackageTarget> {
  const target = (priority: Priority): PackageTarget => {
    const stated = table[priority][packageCode]
    if (typeof stated === 'number') return { minutes: stated, ...kindOf(priority) }
    if (stated === undefined || stated === null || typeof stated === 'string') return null
    const { minutes, promise } = stated
    return { ...kindOf(priority), minutes, guaranteed: promise === 'guaranteed' }
  }
  const [high, medium, low] = PRIORITIES
  return { high: target(high), medium: target(medium), low: target(low) }
}

function poolsUsedBy(
  catalogue: Catalogue,
  services: Record<string, ServiceTerms>,
): Record<string, PoolTerms> {
  const draws = (service: string, poolCode: string): boolean => {
    const found = services[service]?.availability
    return found?.kind === 'limited' && found.pool === poolCode
  }
  return Object.fromEntries(
    Object.entries(catalogue.pools).flatMap(([poolCode, pool]) => {
      const sharedBy = pool.sharedBy.filter((service) => draws(service, poolCode))
      return sharedBy.length === 0 ? [] : [[poolCode, poolTermsSchema.parse({ ...pool, sharedBy })]]
    }),
  )
}
