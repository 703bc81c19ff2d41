import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { relaySecurities } from './mail-settings-contract.ts'
import { mailboxSteps, mailboxTroubles } from './mailbox-trouble.ts'

/** Shapes of the mailboxes on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })
const text = (most: number) => z.string().trim().min(1).max(most)
const host = z
  .string()
  .trim()
  .regex(/^[a-z0-9.:_-]{1,253}$/i, 'Only the name of the server, such as imap.example.com.')

export const mailboxProviders = ['microsoft', 'google', 'other'] as const

const password = z.strictObject({
  kind: z.literal('password'),
  /** Left out, the one that is kept stays, while server and user do. */
  password: z.string().min(1).max(1_000).optional(),
})
const oauth = z.strictObject({
  kind: z.literal('oauth'),
  provider: z.enum(mailboxProviders),
  authorizeUrl: text(2_000),
  tokenUrl: text(2_000),
  scope: text(1_000),
  clientId: text(500),
  /** Left out, the one that is kept stays, while the provider does; some have none. */
  clientSecret: z.string().min(1).max(1_000).optional(),
})

export const mailboxInput = z
  .strictObject({
    name: text(100),
    host,
    port: z.number().int().min(1, 'A port is a number from 1 to 65535.').max(65_535),
    security: z.enum(relaySecurities),
    user: text(320).regex(/^[^\p{Cc}]*$/u, 'A user name has no line breaks.'),
    signIn: z.discriminatedUnion('kind', [password, oauth]),
    folder: text(500),
    /** What happens to a message once it is kept here. */
    afterwards: z.enum(['seen', 'move', 'delete']),
    moveTo: text(500).nullable(),
    /** Whether unread messages that were there before are fetched as well. */
    takes: z.enum(['new', 'unread']),
  })
  .refine(({ afterwards, moveTo }) => (afterwards === 'move') === (moveTo !== null), {
    path: ['moveTo'],
    message: 'Name the folder to move to, and only then.',
  })
  .refine(({ afterwards, moveTo, folder }) => afterwards !== 'move' || moveTo !== folder, {
    path: ['moveTo'],
    message: 'Name another folder than the one that is read.',
  })
export type MailboxInput = z.output<typeof mailboxInput>

export const mailboxView = z.object({
  id: z.uuid(),
  name: z.string(),
  host: z.string(),
  port: z.number().int(),
  security: z.enum(relaySecurities),
  user: z.string(),
  signIn: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('password'), hasPassword: z.boolean() }),
    oauth
      .omit({ clientSecret: true })
      .extend({ hasClientSecret: z.boolean(), isAllowed: z.boolean() })
      .strip(),
  ]),
  folder: z.string(),
  afterwards: z.enum(['seen', 'move', 'delete']),
  moveTo: z.string().nullable(),
  takes: z.enum(['new', 'unread']),
  state: z.enum(['on', 'off', 'removed']),
  /** How it goes while it is on: not tried yet, read, not to be read now, or waiting for somebody. */
  health: z.enum(['starting', 'connected', 'trouble', 'stopped']),
  trouble: z.object({ code: z.enum(mailboxTroubles), said: z.string(), at: instant }).nullable(),
  /** When it was last seen to be well. */
  connectedAt: instant.nullable(),
  lastMessageAt: instant.nullable(),
  /** Whether its server tells of new mail at once; null while nobody knows. */
  hasIdle: z.boolean().nullable(),
  madeBy: z.string(),
  createdAt: instant,
  version: z.number().int(),
})
export type MailboxView = z.output<typeof mailboxView>

export const listMailboxesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mailboxes',
  summary: 'Admins: mailboxes that mail is fetched from, newest first; never a password.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(mailboxView), next: z.string().nullable() }),
  csv: csvTable<MailboxView>('mailboxes', {
    Name: (item) => item.name,
    Server: (item) => `${item.host}:${item.port}`,
    User: (item) => item.user,
    Folder: (item) => item.folder,
    State: (item) => item.state,
    Health: (item) => item.health,
    Trouble: (item) => item.trouble?.code ?? null,
    'Last well': (item) => item.connectedAt,
    'Last message': (item) => item.lastMessageAt,
    Made: (item) => item.createdAt,
  }),
})

export const readMailboxEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mailboxes/{id}',
  summary: 'Admins: one mailbox.',
  params,
  response: mailboxView,
})

export const addMailboxEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mailboxes',
  summary: 'Admins: fetch mail from a mailbox.',
  status: 201,
  body: z.strictObject({ settings: mailboxInput }),
  response: mailboxView,
})

export const changeMailboxEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/mailboxes/{id}',
  summary: 'Admins: change a mailbox, switch it on or off, or remove it. A removed one can be brought back.',
  params,
  body: z.strictObject({
    settings: mailboxInput.optional(),
    state: z.enum(['on', 'off', 'removed']).optional(),
    version: z.number().int(),
  }),
  response: mailboxView,
})

const mailboxTest = z.object({
  host: z.string(),
  port: z.number().int(),
  steps: z.array(z.object({ step: z.enum(mailboxSteps), state: z.enum(['done', 'failed', 'skipped']) })),
  /** Null: it can be read. */
  trouble: z.object({ code: z.enum(mailboxTroubles), said: z.string() }).nullable(),
  /** What is in the folder; null where it was not opened. */
  found: z.object({ messages: z.number().int(), unread: z.number().int().nullable() }).nullable(),
  /** The folders there are, where the one that was asked for is not. */
  folders: z.array(z.string()),
})
export type MailboxTest = z.output<typeof mailboxTest>

export const testMailboxEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mailboxes/test',
  summary:
    'Admins: goes through a mailbox, by what is kept or by what is given, and tells each step. Changes nothing.',
  body: z.strictObject({
    /** The one that is kept, whose password and permission are used for the server they were given for. */
    id: z.uuid().optional(),
    settings: mailboxInput.optional(),
  }),
  response: mailboxTest,
})

export const askConsentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mailboxes/{id}/consent',
  summary: 'Admins: the address of the provider where reading a mailbox is allowed.',
  params,
  response: z.object({ url: z.string().nullable() }),
  shownOnce: ['url'],
})

export const finishConsentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mailbox-consents',
  summary: 'Admins: what the provider sent back; only for whoever asked, once, within 15 minutes.',
  body: z.strictObject({ state: text(200), code: text(5_000) }),
  response: mailboxView,
})
