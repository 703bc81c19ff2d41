import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { networkOf } from './networks.ts'

/** Shapes of whom the checks of a sender believe. */
export const trustKinds = ['relay', 'authserv', 'sealer'] as const
const kind = z.enum(trustKinds)
export type TrustKind = z.output<typeof kind>

const name = /^(?=.{1,253}$)[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/
const fewestBits = { short: 8, long: 16 }

const addInput = z
  .strictObject({
    kind,
    value: z.string().trim().toLowerCase().min(1).max(253),
    /** The mailbox or provider's address that it is for; left out for all mail. */
    wayId: z.uuid().optional(),
  })
  .superRefine(({ kind: what, value }, context) => {
    const message = what === 'relay' ? networkProblem(value) : nameProblem(value)
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['value'], message })
  })

function networkProblem(value: string): string | undefined {
  const network = networkOf(value)
  if (network === undefined) return 'An address or a network, such as 192.0.2.10 or 192.0.2.0/24.'
  const fewest = network.bytes.length === 4 ? fewestBits.short : fewestBits.long
  return network.bits < fewest ? 'That is a part of the internet, not a network of yours.' : undefined
}

function nameProblem(value: string): string | undefined {
  return name.test(value) ? undefined : 'A name such as mx.example.com.'
}

const trusted = z.object({
  id: z.uuid(),
  kind,
  value: z.string(),
  wayId: z.uuid().nullable(),
  addedAt: z.iso.datetime(),
})
export type Trusted = z.output<typeof trusted>

export const listTrustEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-settings/trust',
  summary: 'Admins: the mail servers, providers and forwarders whose word about a sender counts.',
  response: z.object({ items: z.array(trusted) }),
  csv: csvTable<Trusted>('mail-trust', {
    Kind: (item) => item.kind,
    Name: (item) => item.value,
    'For one way': (item) => item.wayId,
    Added: (item) => item.addedAt,
  }),
})

export const addTrustEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-settings/trust',
  summary: 'Admins: believe one more. One that is believed already stays as it is.',
  status: 201,
  body: addInput,
  response: trusted,
})

export const removeTrustEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/mail-settings/trust/{id}',
  summary: 'Admins: believe it no more.',
  status: 204,
  params: z.strictObject({ id: z.uuid() }),
  response: z.undefined(),
})

const accountPolicy = z.object({
  /** Whether a signature of the sender’s own domain is enough where that publishes no rule (DMARC). */
  signatureCounts: z.boolean(),
  version: z.number().int(),
})
export type AccountMailPolicy = z.output<typeof accountPolicy>

const ofAccount = z.strictObject({ id: z.uuid() })

export const readAccountMailEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/accounts/{id}/mail-policy',
  summary: 'Admins: what proves the senders of an account.',
  params: ofAccount,
  response: accountPolicy,
})

export const saveAccountMailEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/accounts/{id}/mail-policy',
  summary: 'Admins: sets it, from the version that was read; 0 where nobody set it before.',
  params: ofAccount,
  body: z.strictObject({ signatureCounts: z.boolean(), version: z.number().int().min(0) }),
  response: accountPolicy,
})
