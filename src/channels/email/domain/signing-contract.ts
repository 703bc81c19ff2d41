import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Shapes of how mail is signed, on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()

/**
 * What DNS says of the record of a key: as it should be; not there; another key's; its pieces are records of their own;
 * only its beginning; with quotation marks in it; revoked (an empty key); or no answer, so that nothing is known.
 */
export const dkimFindings = [
  'ok',
  'missing',
  'other_key',
  'split',
  'cut_off',
  'quoted',
  'revoked',
  'no_answer',
] as const
const finding = z.enum(dkimFindings)
export type DkimFinding = z.output<typeof finding>

const signingKey = z.object({
  id: z.uuid(),
  selector: z.string(),
  /** What is to be published: a TXT record of this name with this text. */
  recordName: z.string(),
  recordText: z.string(),
  madeAt: instant,
  /** Null before it was asked for. */
  found: finding.nullable(),
  foundAt: instant.nullable(),
  /** Mail is signed with it now. */
  signs: z.boolean(),
})
export type SigningKeyView = z.output<typeof signingKey>

const domainFacts = z.object({
  spf: z.object({
    code: z.enum(['ok', 'not_covered', 'missing', 'several', 'broken', 'not_known', 'no_answer']),
    record: z.string().nullable(),
    /** The mail server whose addresses it was asked about; null where mail is kept. */
    server: z.string().nullable(),
  }),
  dmarc: z.object({
    code: z.enum(['ok', 'missing', 'several', 'broken', 'no_answer']),
    record: z.string().nullable(),
    policy: z.enum(['none', 'quarantine', 'reject']).nullable(),
  }),
})
export type DomainFacts = z.output<typeof domainFacts>

const signing = z.object({
  /** Of the support address: what mail is sent for. */
  domain: z.string(),
  /** Newest first. */
  keys: z.array(signingKey),
  /** Null before DNS was asked. */
  facts: domainFacts.nullable(),
  checkedAt: instant.nullable(),
})
export type Signing = z.output<typeof signing>

export const readSigningEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-settings/signing',
  summary: 'Admins: the keys that sign mail, their records, and what DNS said when it was last asked.',
  response: signing,
})

export const checkSigningEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-settings/signing/check',
  summary:
    'Admins: asks DNS for the records of the keys, SPF and DMARC. A key whose record is there begins to sign.',
  body: z.strictObject({}),
  response: signing,
})

export const makeSigningKeyEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-settings/signing/keys',
  summary:
    'Admins: makes a key. It signs once its record is seen in DNS; until then the one before it does. While one waits, that one is the answer.',
  body: z.strictObject({}),
  response: signing,
})

export const removeSigningKeyEndpoint = defineEndpoint({
  method: 'DELETE',
  path: '/api/v1/mail-settings/signing/keys/{id}',
  summary: 'Admins: removes a key that signs nothing.',
  params: z.strictObject({ id: z.uuid() }),
  response: signing,
})
