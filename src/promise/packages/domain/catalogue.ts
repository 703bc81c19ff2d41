import { z } from 'zod'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { isTimeZone } from '#promise/calendars/domain/time-zone.ts'
import { minimumFeeSchema } from './minimum-fee.ts'

/** The priorities of a case, highest first (SPEC 3.4). */
export const PRIORITIES = ['high', 'medium', 'low'] as const
export type Priority = (typeof PRIORITIES)[number]

const code = z
  .string()
  .regex(
    /^[a-z][a-z0-9_.-]*$/,
    'must begin with a small letter and have small letters, digits and . _ - only',
  )
const wholeMinutes = z.number().int().positive()

/** Whether a target is promised to the customer, or measured for the vendor only (SPEC 4.4). */
export const PROMISES = ['guaranteed', 'tracked'] as const
const statedTarget = z.union(
  [z.null(), wholeMinutes, z.strictObject({ minutes: wholeMinutes, promise: z.enum(PROMISES) })],
  { error: 'must be whole minutes, or nothing' },
)
/** A target as it is written: minutes with the usual promise of its priority, or with another one; null for none. */
export type StatedTarget = z.infer<typeof statedTarget>

const label = z.string().optional()
/** What the page prints in the cell instead of the usual word, and below the table. */
const printed = { label, footnote: z.string().min(1).optional() }
const plainAvailability = z.enum(['included', 'on_request', 'not_included'])
const publishedAvailability = z.union(
  [
    plainAvailability,
    z.strictObject({ availability: plainAvailability, ...printed }),
    z.strictObject({ limited: z.string(), ...printed }),
    z.strictObject({
      conditional: z.strictObject({ certification: z.string().min(1, 'must name a certification') }),
      ...printed,
    }),
  ],
  { error: 'must say how the package has this service' },
)
export type PublishedAvailability = z.infer<typeof publishedAvailability>

const serviceRow = z
  .object({ group: z.string(), code, name: z.string().min(1) })
  .catchall(publishedAvailability)
  .refine(hasPlainChannelCells, 'a channel is included or not included, nothing between')
export type ServiceRow = z.infer<typeof serviceRow>

const zoneName = z.string().refine(isTimeZone, 'must be an IANA time zone or an offset such as +03:00')

const minutesByPackage = z.object({ label }).catchall(statedTarget)
const targetTable = { high: minutesByPackage, medium: minutesByPackage, low: minutesByPackage }

/** Measured for the vendor only, whatever the priority. */
const trackedByPackage = z
  .record(z.string(), z.union([z.null(), wholeMinutes], { error: 'must be whole minutes, or nothing' }))
  .optional()

const pool = z.object({
  limit: z.number().int().nonnegative(),
  unit: z.string(),
  per: z.literal('year'),
  year: z.object({ from: z.string(), vendorSet: z.boolean().optional() }).optional(),
  sharedBy: z.array(code).min(1),
  footnote: z.string().optional(),
  note: z.string().optional(),
})

/** What a catalogue is, as `catalogue/` holds one. */
export const catalogueSchema = z
  .object({
    about: z.string().optional(),
    packages: z
      .array(
        z.object({
          code,
          name: z.string().min(1),
          costPercentOfSubscription: z.number().min(0).max(1000),
          minimumFeeMinor: minimumFeeSchema.optional(),
        }),
      )
      .min(1),
    responseTimeMinutes: z.object({
      label,
      measured: z.object({ what: z.string(), in: z.string(), vendorSet: z.boolean().optional() }).optional(),
      ...targetTable,
    }),
    resolutionTimeMinutes: z.object({
      vendorSet: z.boolean().optional(),
      guaranteedWhere: z.string(),
      ...targetTable,
    }),
    /** From a customer's later question to the reply; never promised, and optional as a whole. */
    nextResponseMinutes: z
      .object({ high: trackedByPackage, medium: trackedByPackage, low: trackedByPackage })
      .optional(),
    supportHours: z.record(z.string(), supportHoursSchema),
    coverageZones: z.array(z.object({ offset: zoneName, label, note: z.string().optional() })),
    services: z.array(serviceRow),
    authorisedContacts: z
      .object({ group: z.string(), label: z.string() })
      .catchall(z.number().int().nonnegative()),
    pools: z.record(z.string(), pool),
    terms: z.array(
      z.object({ code: z.string().regex(/^T\d+$/, 'must be T and a number, such as T1'), rule: z.string() }),
    ),
    organisation: z.object({ supportLines: z.number().int(), customerService: z.string() }).optional(),
  })
  .superRefine((catalogue, context) => {
    for (const { path, message } of inconsistencies(catalogue))
      context.addIssue({ code: 'custom', path, message })
  })
export type Catalogue = z.infer<typeof catalogueSchema>

/**
 * Reads a support catalogue: the packages, their matrix, hours, targets, pools and terms (SPEC, introduction).
 * Throws a ZodError when a field is missing or malformed, or when the parts contradict each other.
 */
export function parseCatalogue(json: unknown): Catalogue {
  return catalogueSchema.parse(json)
}

function hasPlainChannelCells(row: Record<string, unknown> & { code: string }): boolean {
  if (!row.code.startsWith('channel.')) return true
  const cells = Object.entries(row).filter(([key]) => !['group', 'code', 'name'].includes(key))
  return cells.every(([, cell]) => {
    const parsed = publishedAvailability.safeParse(cell)
    if (!parsed.success) return true
    const word =
      typeof parsed.data === 'object' && 'availability' in parsed.data ? parsed.data.availability : cell
    return word === 'included' || word === 'not_included'
  })
}

type Inconsistency = { path: (string | number)[]; message: string }

type Written = z.infer<typeof catalogueSchema>

function inconsistencies(catalogue: Written): Inconsistency[] {
  const found: Inconsistency[] = []
  for (const { code: packageCode } of catalogue.packages) {
    const hours = catalogue.supportHours[packageCode]
    if (!hours || ('days' in hours && hours.days.length === 0))
      found.push({
        path: ['supportHours', packageCode],
        message: `supportHours opens at no time for ${packageCode}`,
      })
    if (typeof catalogue.authorisedContacts[packageCode] !== 'number')
      found.push({
        path: ['authorisedContacts', packageCode],
        message: `authorisedContacts says nothing for ${packageCode}`,
      })
    for (const [index, service] of catalogue.services.entries()) {
      const cell = service[packageCode]
      const path = ['services', index, packageCode]
      if (cell === undefined) found.push({ path, message: `${service.code} says nothing for ${packageCode}` })
      else if (typeof cell === 'object' && 'limited' in cell)
        for (const message of poolInconsistencies(catalogue.pools[cell.limited], cell.limited, service.code))
          found.push({ path, message })
    }
  }
  return [
    ...found,
    ...wrongGuarantees(catalogue),
    ...repeated('packages', catalogue.packages),
    ...repeated('services', catalogue.services),
  ]
}

/** A resolution time can be guaranteed only where the service that guarantees it is included (SPEC 4.4). */
function wrongGuarantees({ packages, services, resolutionTimeMinutes }: Written): Inconsistency[] {
  const { guaranteedWhere } = resolutionTimeMinutes
  const service = services.find((row) => row.code === guaranteedWhere)
  return packages.flatMap(({ code: packageCode }) => {
    const cell = service?.[packageCode]
    const word = typeof cell === 'object' && 'availability' in cell ? cell.availability : cell
    if (word === 'included') return []
    return PRIORITIES.flatMap((priority) => {
      const target = resolutionTimeMinutes[priority][packageCode]
      const isGuaranteed = target !== null && typeof target === 'object' && target.promise === 'guaranteed'
      const path = ['resolutionTimeMinutes', priority, packageCode]
      return isGuaranteed
        ? [{ path, message: `is guaranteed only where ${guaranteedWhere} is included` }]
        : []
    })
  })
}

function poolInconsistencies(
  shared: { sharedBy: string[] } | undefined,
  poolCode: string,
  service: string,
): string[] {
  if (!shared) return [`${service} draws from the pool ${poolCode}, which does not exist`]
  if (!shared.sharedBy.includes(service)) return [`the pool ${poolCode} does not name ${service}`]
  return []
}

function repeated(list: string, rows: readonly { code: string }[]): Inconsistency[] {
  const codes = rows.map((row) => row.code)
  return codes.flatMap((one, position) =>
    codes.indexOf(one) === position
      ? []
      : [{ path: [list, position, 'code'], message: `${one} stands there twice` }],
  )
}
