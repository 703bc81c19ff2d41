import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { monthText, promiseRow } from './report-contract.ts'

const count = z.number().int().nonnegative()
const ofMonth = z.object({
  month: monthText,
  kept: count,
  missed: count,
  /** Kept, but only by the due time after a lowering. */
  keptLowered: count,
})

const accountRecord = z.object({
  /** The last twelve, oldest first; the last one is still running. */
  months: z.array(ofMonth),
  kept: count,
  missed: count,
  /** The last five that were missed. */
  lastMissed: z.array(promiseRow),
})
export type AccountRecord = z.output<typeof accountRecord>

export const readAccountRecordEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/promise-record',
  summary: 'Staff: promises kept and missed to an account in the last twelve months.',
  params: z.strictObject({ id: z.uuid() }),
  response: accountRecord,
})

const ownRecord = z.object({
  kept: count,
  missed: count,
  cases: z.array(z.object({ reference: z.string(), subject: z.string() })),
})
export type OwnRecord = z.output<typeof ownRecord>

export const readOwnRecordEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/promise-record',
  summary:
    'Customers: promises we kept and missed in the last twelve months, on the cases you may see; and where we missed one.',
  response: ownRecord,
})
