import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })
const name = z.string().trim().min(1).max(100)

/** Who posts. `signed` is anything that signs as Standard Webhooks says. */
export const inletProviders = ['mailgun', 'sendgrid', 'ses', 'postmark', 'signed'] as const
export type InletProvider = (typeof inletProviders)[number]

/** Where the provider makes what proves a post, an admin enters it; else we make it and show it once. */
export const entersSecret: Record<InletProvider, boolean> = {
  mailgun: true,
  sendgrid: true,
  ses: true,
  postmark: false,
  signed: false,
}

export const inletView = z.object({
  id: z.uuid(),
  name: z.string(),
  provider: z.enum(inletProviders),
  /** Where the provider posts to. */
  url: z.string(),
  state: z.enum(['on', 'off', 'removed']),
  madeBy: z.string(),
  createdAt: instant,
  lastTakenAt: instant.nullable(),
  /** The newest post that was refused, where no message came since. */
  refused: z.object({ at: instant, why: z.string() }).nullable(),
  version: z.number().int(),
})
export type InletView = z.output<typeof inletView>

const secret = z.string().trim().min(8).max(2_000)

export const listInletsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-inlets',
  summary: 'Addresses that mail providers post messages to, newest first.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(inletView), next: z.string().nullable() }),
  csv: csvTable<InletView>('mail-inlets', {
    Name: (item) => item.name,
    Provider: (item) => item.provider,
    URL: (item) => item.url,
    State: (item) => item.state,
    'Made by': (item) => item.madeBy,
    Made: (item) => item.createdAt,
    'Last message': (item) => item.lastTakenAt ?? '',
  }),
})

export const addInletEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-inlets',
  summary: 'Take messages that a mail provider posts. A secret that we make is in this answer only.',
  status: 201,
  body: z.strictObject({ name, provider: z.enum(inletProviders), secret: secret.optional() }),
  response: z.object({ inlet: inletView, secret: z.string().nullable() }),
  shownOnce: ['secret'],
})

export const changeInletEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/mail-inlets/{id}',
  summary: 'Change such an address, switch it on or off, or remove it.',
  params,
  body: z.strictObject({
    name: name.optional(),
    /** For providers that make it. */
    secret: secret.optional(),
    state: z.enum(['on', 'off', 'removed']).optional(),
    version: z.number().int(),
  }),
  response: inletView,
})

export const postMailEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-inlets/{id}/mime',
  summary: 'For mail providers: hand over one message, proven as the provider proves it.',
  params,
  takesAnything: true,
  response: z.object({ id: z.uuid().nullable() }),
})
