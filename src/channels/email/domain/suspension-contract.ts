import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { perHourInput } from './mail-budget.ts'

/** Shapes of addresses that mail does not reach, and of how much may leave. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })
const versioned = z.strictObject({ version: z.number().int().min(1) })

const suspension = z.object({
  id: z.uuid(),
  address: z.string(),
  /** `hard`: the address is lost; `soft`: it took nothing several times in a row; `complaint`: its reader wants none. */
  kind: z.enum(['hard', 'soft', 'complaint']),
  since: instant,
  /** A word for the cause, see `FailureReason`; `complaint` for one. */
  reason: z.string(),
  version: z.number().int(),
})

const suspendedAddress = suspension.extend({
  status: z.string().nullable(),
  /** What the server there said. */
  said: z.string().nullable(),
  /** Whose address it is now; nobody's where it is empty. */
  people: z.array(z.object({ name: z.string(), account: z.string().nullable() })),
  /** So many mails are held for it. */
  waiting: z.number().int(),
  liftedAt: instant.nullable(),
})
export type SuspendedAddress = z.output<typeof suspendedAddress>

export const listSuspendedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/suspended-addresses',
  summary: 'Addresses that mail does not reach, and so is not sent to; newest first.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(suspendedAddress), next: z.string().nullable() }),
  csv: csvTable<SuspendedAddress>('suspended-addresses', {
    Address: (item) => item.address,
    Since: (item) => item.since,
    Kind: (item) => item.kind,
    Reason: (item) => item.reason,
    Status: (item) => item.status,
    'The server said': (item) => item.said,
    Whose: (item) => item.people.map(({ name }) => name).join(', '),
    'Mails held': (item) => item.waiting,
  }),
})

export const liftSuspensionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/suspended-addresses/{id}/lift',
  summary: 'Let mail go to the address again; what is held for it, at most three days old, leaves now.',
  params,
  body: versioned,
  response: suspendedAddress.extend({
    /** How many held mails are on their way. */
    released: z.number().int(),
  }),
})

export const suspendAgainEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/suspended-addresses/{id}/suspend-again',
  summary: 'Undo the lifting: no mail goes to the address, for the reason it had.',
  params,
  body: versioned,
  response: suspendedAddress,
})

const unreachedContact = suspension.extend({ contactId: z.uuid() })

export const listUnreachedEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/unreached-contacts',
  summary:
    'Current contacts of an account whose mail comes back: for staff, and for the account’s own admins.',
  params,
  response: z.object({ contacts: z.array(unreachedContact) }),
})

const mailBudget = z.object({
  perHour: z.number().int(),
  usualPerHour: z.number().int(),
  /** What has left in this hour, without sign-in links and security notices, which have a share of their own. */
  used: z.number().int(),
  /** Held until there is a place again. */
  waiting: z.number().int(),
  /** 0 where nothing was ever entered. */
  version: z.number().int(),
})
export type MailBudget = z.output<typeof mailBudget>

export const readMailBudgetEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-budget',
  summary: 'Admins: how much mail may leave in an hour, and how much has.',
  response: mailBudget,
})

export const saveMailBudgetEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/mail-budget',
  summary: 'Admins: set how much mail may leave in an hour.',
  body: z.strictObject({ perHour: perHourInput, version: z.number().int().min(0) }),
  response: mailBudget,
})
