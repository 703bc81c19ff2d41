import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Why promises are missed: a short list of the vendor's own. One that was used stays; it can be retired. */
const name = z.string().trim().min(1).max(80)

const breachCause = z.object({
  code: z.string(),
  name: z.string(),
  /** Retired ones are offered no more. */
  active: z.boolean(),
  used: z.number().int(),
  version: z.number().int(),
})
export type BreachCause = z.output<typeof breachCause>

export const listCausesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/breach-causes',
  summary: 'Staff: why promises are missed, those in use first, each with how often it was.',
  response: z.object({ items: z.array(breachCause) }),
  csv: csvTable<BreachCause>('breach-causes', {
    Code: (item) => item.code,
    Name: (item) => item.name,
    Active: (item) => item.active,
    Used: (item) => item.used,
  }),
})

export const addCauseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/breach-causes',
  summary: 'Admins: add a cause. Its code is made from its name.',
  status: 201,
  body: z.strictObject({ name }),
  response: breachCause,
})

export const changeCauseEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/breach-causes/{code}',
  summary: 'Admins: rename a cause, retire it or take it up again.',
  params: z.strictObject({ code: z.string().min(1).max(40) }),
  body: z.strictObject({ name, active: z.boolean(), version: z.number().int().positive() }),
  response: breachCause,
})
