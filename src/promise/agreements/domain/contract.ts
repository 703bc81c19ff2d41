import { z } from 'zod'
import { creditRuleSchema } from './credit-rule.ts'
import { termValue } from './deviation.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

export const poolView = z.object({
  code: z.string(),
  used: z.number().int(),
  allowed: z.number().int(),
  /** First day of the next agreement year, in the coverage zone. */
  resetsOn: z.iso.date(),
  services: z.array(z.string()),
})
export type PoolView = z.output<typeof poolView>

export const coverView = z.object({
  account: z.object({ id: z.uuid(), name: z.string() }),
  /** Null where nothing is in force. */
  agreement: z
    .object({
      id: z.uuid(),
      package: z.string(),
      packageName: z.string(),
      version: z.number().int(),
      startsOn: z.iso.date(),
      endsOn: z.iso.date(),
      coverageZone: z.string(),
      hours: z.object({
        always: z.boolean(),
        days: z.array(z.string()),
        from: z.string().nullable(),
        to: z.string().nullable(),
        openNow: z.boolean(),
        /** When that changes next; null where it never does. */
        changesAt: z.iso.datetime().nullable(),
        /** Open stretches of the reader's present day and the next six, clipped. */
        week: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
      }),
      targets: z.array(
        z.object({
          priority: z.enum(['high', 'medium', 'low']),
          firstResponseMinutes: z.number().nullable(),
          resolutionMinutes: z.number().nullable(),
        }),
      ),
      seats: z.object({ used: z.number().int(), cap: z.number().int() }),
      pools: z.array(poolView),
      products: z.array(z.string()),
      /** What was negotiated over the package, as far as it is promised. */
      deviations: z.array(z.object({ path: z.string(), value: termValue, standard: termValue })),
      /** What a missed promise gives back; null for nothing. */
      creditRule: creditRuleSchema.nullable(),
      /** What was agreed to change while it runs, past and to come. */
      amendments: z.array(
        z.object({
          number: z.number().int(),
          kind: z.enum(['upgrade', 'added_product']),
          effectiveOn: z.iso.date(),
          packageName: z.string().nullable(),
          productName: z.string().nullable(),
        }),
      ),
      services: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          group: z.string(),
          availability: z.enum(['included', 'limited', 'on_request', 'conditional', 'not_included']),
          pool: z.string().nullable(),
          label: z.string().nullable(),
          /** Names of the packages that include it. */
          packages: z.array(z.string()),
        }),
      ),
    })
    .nullable(),
  contacts: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      authorised: z.boolean(),
      isAccountAdmin: z.boolean(),
      certifications: z.array(z.object({ kind: z.string(), until: z.iso.date().nullable() })),
    }),
  ),
  environments: z.array(
    z.object({ id: z.uuid(), product: z.string(), name: z.string(), kind: z.string(), version: z.string() }),
  ),
})
export type CoverView = z.output<typeof coverView>

export const readCoverEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/cover',
  summary: 'What an account bought: package, hours, seats, pools, services, people and environments.',
  params: z.strictObject({ id: z.uuid() }),
  response: coverView,
})

export const listPackagesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/packages',
  summary: 'The published catalogue.',
  response: z.object({
    packages: z.array(
      z.looseObject({
        code: z.string(),
        name: z.string(),
        version: z.number().int(),
        /** Of the yearly net price of the platform subscriptions (T3). */
        costPercent: z.number(),
        /** The least it costs a year, by currency, in minor units. */
        minimumFeeMinor: z.record(z.string(), z.number().int()).optional(),
        seats: z.number().int(),
      }),
    ),
  }),
})
