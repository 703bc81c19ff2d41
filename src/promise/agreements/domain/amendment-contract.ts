import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { termValue } from './deviation.ts'
import { isCurrency } from '#promise/packages/domain/money.ts'

const byId = z.strictObject({ id: z.uuid() })
const day = z.iso
  .date()
  .refine((date) => date >= '1970-01-01' && date < '2200-01-01', 'This year is out of reach.')

/** What an amendment changes, from a day on (SPEC 2.4). */
export const amendment = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('upgrade'), effectiveOn: day, packageCode: z.string().min(1).max(60) }),
  z.strictObject({
    kind: z.literal('added_product'),
    effectiveOn: day,
    productCode: z.string().min(1).max(60),
    yearlyNetMinor: z.number().int().nonnegative().max(10_000_000_000_000),
    currency: z.string().refine(isCurrency, 'This is not the code of a currency.'),
  }),
])
export type Amendment = z.output<typeof amendment>

const charge = z.object({
  of: z.enum(['package', 'subscription']),
  currency: z.string(),
  yearlyMinor: z.number().int(),
  minor: z.number().int(),
})
const packageName = z.object({ code: z.string(), name: z.string(), version: z.number().int() })

/** A negotiated term beside what the package has without it; the note is for staff. */
export const deviationView = z.object({
  path: z.string(),
  value: termValue,
  standard: termValue,
  note: z.string(),
})

export const amendmentView = z.object({
  number: z.number().int(),
  kind: z.enum(['upgrade', 'added_product']),
  effectiveOn: z.iso.date(),
  /** The package from then on; null for an added product, which leaves the terms as they are. */
  package: packageName.nullable(),
  seats: z.number().int().nullable(),
  product: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** Excluding taxes. */
  charges: z.array(charge),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
})

const amendmentPreview = z.object({
  /** The first day it can take effect, and the day after the last. */
  from: z.iso.date(),
  until: z.iso.date(),
  /** What stands against it, each with its term; nothing where it may be made. */
  problems: z.array(z.object({ clause: z.string(), code: z.string(), text: z.string() })),
  charges: z.array(charge),
  changes: z.array(z.object({ path: z.string(), from: termValue, to: termValue })),
  /** Negotiated terms that stay, and those that the new package makes needless. */
  keptDeviations: z.array(z.string()),
  droppedDeviations: z.array(z.string()),
  /** Names of services and pools that the changes speak of. */
  names: z.record(z.string(), z.string()),
  /** A renewal that was agreed already, with another package or without the product. */
  renewal: z.object({ id: z.uuid(), startsOn: z.iso.date(), package: z.string().nullable() }).nullable(),
})
export type AmendmentPreview = z.output<typeof amendmentPreview>

export const previewAmendmentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/agreements/{id}/amendments/preview',
  summary: 'Managers: what an amendment would change and charge, and what T1 and T2 say. Writes nothing.',
  params: byId,
  body: z.strictObject({ change: amendment }),
  response: amendmentPreview,
})
