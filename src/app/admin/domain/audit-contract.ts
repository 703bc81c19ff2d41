import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Who an entry may be by; `key` is a person through a key of the API. */
export const actorKinds = ['staff', 'contact', 'key', 'system', 'anonymous'] as const
export type ActorKind = (typeof actorKinds)[number]

const auditEntry = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({ kind: z.enum(actorKinds), id: z.string().nullable(), name: z.string() }),
  /** The key of the API that it was done with. */
  keyId: z.string().nullable(),
  /** `noun.verb` in the past. */
  action: z.string(),
  subject: z.object({ type: z.string(), id: z.string() }),
  account: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  detail: z.record(z.string(), z.unknown()),
  /** As in the answer’s header and in the logs. */
  requestId: z.string().nullable(),
})
export type AuditEntry = z.output<typeof auditEntry>

const word = z.string().trim().min(1).max(200)
const instant = z.iso.datetime({ offset: true })

export const listAuditEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/audit-entries',
  summary:
    'Managers: what was done by whom, newest first. A page may hold fewer than asked for, or nothing, and still have a next one: what is rare is looked for a stretch at a time.',
  query: z.strictObject({
    by: z.enum(actorKinds).optional(),
    /** Somebody of the vendor or of a customer. */
    actorId: z.uuid().optional(),
    keyId: z.uuid().optional(),
    action: word.optional(),
    /** What it was done to: the reference of a case, an address, or any id. */
    about: word.optional(),
    accountId: z.uuid().optional(),
    from: instant.optional(),
    /** Exclusive. */
    until: instant.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(300).optional(),
  }),
  response: z.object({
    items: z.array(auditEntry),
    next: z.string().nullable(),
    /** How far back this page has looked; null where it looked at everything. */
    lookedBackTo: z.iso.datetime().nullable(),
  }),
  csv: csvTable<AuditEntry>('audit', {
    At: (item) => item.at,
    By: (item) => item.actor.name,
    Kind: (item) => item.actor.kind,
    'By id': (item) => item.actor.id,
    Key: (item) => item.keyId,
    Action: (item) => item.action,
    Subject: (item) => item.subject.type,
    'Subject id': (item) => item.subject.id,
    Account: (item) => item.account?.name,
    Values: (item) => JSON.stringify(item.detail),
    Request: (item) => item.requestId,
  }),
})
