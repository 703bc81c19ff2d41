import { z } from 'zod'
import { callInput } from '#desk/cases/domain/call.ts'
import { caseSummary, caseType, caseView, closeReason } from '#desk/cases/domain/contract.ts'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { decisionSchema } from '#promise/entitlements/domain/contract.ts'

/** What staff do with cases besides answering: snooze, link, close, log a call, search. Instants are ISO 8601. */
const reference = z.string().min(1).max(40)
const one = z.strictObject({ reference })
const version = z.number().int()

export const snoozeCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/snooze',
  summary: 'Set a case aside until a time, with a reason. Changes no clock.',
  params: one,
  body: z.strictObject({
    until: z.iso.datetime(),
    reason: z.string().trim().min(1).max(200),
    /** The version this was decided from; a newer one refuses it. */
    version: version.optional(),
  }),
  response: caseView,
})

export const wakeCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/wake',
  summary: 'Take a snoozed case back into the turn of its owner.',
  params: one,
  body: z.strictObject({}),
  response: caseView,
})

export const closeCaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/close',
  summary: 'Close a case without a solution. Its clocks end as cancelled; it can be taken back for a moment.',
  params: one,
  body: z
    .strictObject({
      reason: closeReason,
      /** The case it duplicates, by reference; the two are linked. */
      duplicateOf: reference.optional(),
      version: version.optional(),
    })
    .refine(
      ({ reason, duplicateOf }) => (reason === 'duplicate') === (duplicateOf !== undefined),
      'A duplicate, and nothing else, names the case it duplicates.',
    ),
  response: caseView,
})

export const takeBackCloseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/close/take-back',
  summary: 'Whoever closed a case without a solution takes it back within seconds: it never happened.',
  params: one,
  body: z.strictObject({}),
  response: caseView,
})

export const logCallEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/calls',
  summary: 'Log a call or session on a case that is there already. Answers nothing by itself.',
  status: 201,
  params: one,
  body: callInput,
  /** What the agreement says about the channel; the call is logged either way (SPEC 3.8). */
  response: z.object({ entryId: z.uuid(), decision: decisionSchema }),
})

/** What a reclassification does to a pool: one unit, of which pool, and where that pool stands before. */
const poolEffect = z.object({
  effect: z.enum(['draws', 'gives_back', 'keeps']),
  pool: z.string(),
  used: z.number().int(),
  allowed: z.number().int(),
  /** First day of the agreement year after the one that it counts in; null where it is not known. */
  resetsOn: z.iso.date().nullable(),
})
export type PoolEffect = z.output<typeof poolEffect>

export const previewClassEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/classification-preview',
  summary: 'What changing type, topic or product would decide and do to the pools. Changes nothing.',
  params: one,
  body: z.strictObject({
    type: caseType.nullable(),
    topic: z.string().max(100).nullable(),
    productCode: z.string().min(1).max(60).nullable(),
  }),
  response: z.object({ decision: decisionSchema, accepted: z.boolean(), pools: z.array(poolEffect) }),
})

export const linkKind = z.enum(['related', 'duplicate_of', 'follow_up_of'])
export type LinkKind = z.output<typeof linkKind>

export const linkView = z.object({
  id: z.uuid(),
  kind: linkKind,
  /** Whether this case is the one that is a duplicate or follow-up; else the other is. */
  outward: z.boolean(),
  case: caseSummary.pick({ reference: true, subject: true, status: true, account: true }),
})
export type LinkView = z.output<typeof linkView>

export const listLinksEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/cases/{reference}/links',
  summary: 'Cases that this one has to do with.',
  params: one,
  response: z.object({ items: z.array(linkView) }),
  csv: csvTable<LinkView>('links', {
    Kind: (item) => item.kind,
    'This case is the': (item) => (item.outward ? 'from' : 'to'),
    Reference: (item) => item.case.reference,
    Subject: (item) => item.case.subject,
    Status: (item) => item.case.status,
    Account: (item) => item.case.account.name,
  }),
})

export const linkCasesEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/cases/{reference}/links',
  summary: 'Link two cases. Linking them the same way again changes nothing.',
  status: 201,
  params: one,
  body: z.strictObject({ kind: linkKind, other: reference }),
  response: linkView,
})

export const unlinkCasesEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/cases/{reference}/links/{id}',
  summary: 'Remove a link. Removing it again changes nothing.',
  status: 204,
  params: z.strictObject({ reference, id: z.uuid() }),
  response: z.undefined(),
})

export const searchEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/search',
  summary: 'Staff: cases by reference or words, contacts by name or address, accounts by name.',
  query: z.strictObject({
    q: z.string().trim().min(1).max(200),
    limit: z.coerce.number().int().min(1).max(50).default(20),
    /** The `next` of an earlier answer: further cases. */
    after: z.string().max(200).optional(),
  }),
  response: z.object({
    /** The case that was named by its reference. */
    exact: z.string().nullable(),
    accounts: z.array(z.object({ id: z.uuid(), name: z.string() })),
    contacts: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        account: z.object({ id: z.uuid(), name: z.string() }),
      }),
    ),
    cases: z.array(caseSummary),
    next: z.string().nullable(),
  }),
})
