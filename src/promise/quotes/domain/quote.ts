import { z } from 'zod'
import { creditRuleSchema } from '#promise/agreements/domain/credit-rule.ts'
import { supportHoursSchema } from '#promise/calendars/domain/calendar.ts'
import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { quotedDeviation } from './quoted-deviation.ts'

/** What is promised; a tracked target stands on no paper (SPEC 4.4). */
const target = z.object({ priority: z.enum(PRIORITIES), minutes: z.number() })

/** What a quote says, as plain data: sums in minor units, excluding taxes; dates in the coverage zone. */
export const quoteSchema = z.object({
  /** An offer is of a draft; of an active agreement it confirms the price. */
  kind: z.enum(['offer', 'confirmation']),
  /** Null while it has not been issued. */
  issue: z
    .object({
      number: z.string(),
      on: z.iso.date(),
      by: z.string(),
      /** The last day on which an offer can be accepted; a confirmation has none. */
      validUntil: z.iso.date().nullable(),
    })
    .nullable(),
  vendor: z.object({ name: z.string(), supportAddress: z.string() }),
  account: z.object({ name: z.string() }),
  package: z.object({
    code: z.string(),
    name: z.string(),
    version: z.number().int(),
    costPercent: z.number(),
  }),
  startsOn: z.iso.date(),
  /** Exclusive. */
  endsOn: z.iso.date(),
  coverageZone: z.string(),
  /** Subscriptions of the vendor's own products. */
  lines: z.array(
    z.object({
      product: z.string(),
      yearlyNetMinor: z.number().int(),
      currency: z.string(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      /** It runs later, or did before; absent where it counts in the sums. */
      inSums: z.literal(false).optional(),
    }),
  ),
  /** A year, one for each currency. */
  sums: z.array(
    z.object({
      currency: z.string(),
      subscriptionMinor: z.number().int(),
      packageMinor: z.number().int(),
      /** The minimum fee is more than the share of the subscriptions. */
      isMinimum: z.boolean(),
      togetherMinor: z.number().int(),
    }),
  ),
  /** Products of others: the package neither covers nor prices them (T5). */
  notCovered: z.array(
    z.object({ product: z.string(), publisher: z.string().nullable(), termsUrl: z.string().nullable() }),
  ),
  included: z.object({
    hours: supportHoursSchema,
    channels: z.array(z.string()),
    seats: z.number().int(),
    firstResponse: z.array(target),
    resolution: z.array(target),
    pools: z.array(z.object({ limit: z.number().int(), unit: z.string(), services: z.array(z.string()) })),
  }),
  deviations: z.array(quotedDeviation),
  /** What a missed promise gives back; absent where nothing is, as in what was issued before there was such a rule. */
  creditRule: creditRuleSchema.optional(),
})
export type Quote = z.output<typeof quoteSchema>
