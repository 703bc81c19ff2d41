import { z } from 'zod'
import { csvTable } from '#platform/http/csv.ts'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const instant = z.iso.datetime()
const params = z.strictObject({ id: z.uuid() })

export const keyView = z.object({
  id: z.uuid(),
  name: z.string(),
  /** How the key begins. */
  hint: z.string(),
  scopes: z.array(z.string()),
  /** `resting`: the person it speaks for is no longer on the staff. */
  state: z.enum(['works', 'resting', 'expired', 'ended']),
  madeBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endedBy: z.string().nullable(),
})
export type KeyView = z.output<typeof keyView>

export const listKeysEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'Keys of the API, newest first; never the keys themselves.',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    after: z.string().max(200).optional(),
  }),
  response: z.object({ items: z.array(keyView), next: z.string().nullable() }),
  csv: csvTable<KeyView>('keys', {
    Name: (key) => key.name,
    Begins: (key) => key.hint,
    Scopes: (key) => key.scopes.join(' '),
    State: (key) => key.state,
    'Made by': (key) => key.madeBy,
    Made: (key) => key.createdAt,
    Expires: (key) => key.expiresAt,
    'Last used': (key) => key.lastUsedAt,
    Ended: (key) => key.endedAt,
    'Ended by': (key) => key.endedBy,
  }),
})

export const makeKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Make a key that speaks for you within its scopes. It is shown in this answer only.',
  status: 201,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(z.string()).min(1).max(50),
    expiresAt: instant.optional(),
  }),
  response: z.object({ key: keyView, secret: z.string().nullable() }),
  shownOnce: ['secret'],
})

export const endKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/keys/{id}/end',
  summary: 'End a key at once and for good.',
  params,
  response: keyView,
})

export const keyScopesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/key-scopes',
  summary: 'The scopes a key may have, each with what it permits.',
  response: z.object({
    scopes: z.array(z.object({ scope: z.string(), permissions: z.array(z.string()) })),
  }),
})
