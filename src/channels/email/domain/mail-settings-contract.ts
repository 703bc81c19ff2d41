import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** Shapes of the mail settings on the wire. Instants are ISO 8601 in UTC. */
const instant = z.iso.datetime()

/** How the way to the mail server is encrypted: from the first byte, by STARTTLS before anything is said, never. */
export const relaySecurities = ['starttls', 'tls', 'none'] as const
const security = z.enum(relaySecurities)
export type RelaySecurity = z.output<typeof security>

const host = z
  .string()
  .trim()
  .regex(/^[a-z0-9.:_-]{1,253}$/i, 'Only the name of the server, such as smtp.example.com.')

export const relayInput = z
  .strictObject({
    host,
    port: z.number().int().min(1, 'A port is a number from 1 to 65535.').max(65_535),
    security,
    /** Null where the server asks for none. */
    user: z.string().trim().min(1).max(320).nullable(),
    /** Left out, the one that is kept stays, while host, port and user do. */
    password: z.string().min(1).max(1_000).optional(),
  })
  .refine(({ user, password }) => user !== null || password === undefined, {
    path: ['user'],
    message: 'A password goes with a user name.',
  })
export type RelayInput = z.output<typeof relayInput>

const relayView = z.object({
  host: z.string(),
  port: z.number().int(),
  /** `auto`: STARTTLS where the server offers it, as `smtp://` of `SMTP_URL` says. */
  security: z.enum([...relaySecurities, 'auto']),
  user: z.string().nullable(),
  hasPassword: z.boolean(),
})

const mailSettings = z.object({
  incoming: z.object({
    supportAddress: z.string(),
    /** Where the product listens for mail. */
    host: z.string(),
    port: z.number().int(),
    /** The newest message that was taken in, whatever became of it. */
    last: z
      .object({
        at: instant,
        from: z.string(),
        to: z.array(z.string()),
        became: z.enum(['stored', 'case', 'reply', 'triage', 'ignored', 'discarded']),
      })
      .nullable(),
  }),
  outgoing: z.object({
    /** What mail leaves by: `SMTP_URL`, what was entered here, or nothing, so that it is kept. */
    by: z.enum(['environment', 'settings', 'nothing']),
    relay: relayView.nullable(),
    /** When a test mail last left by it. */
    testedAt: instant.nullable(),
    /** Mail that is kept because there was no mail server. */
    kept: z.number().int(),
    failed: z.number().int(),
    version: z.number().int(),
  }),
  /** The server's clock. */
  now: instant,
})
export type MailSettings = z.output<typeof mailSettings>

export const readMailSettingsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/mail-settings',
  summary: 'Admins: how mail comes in and how it leaves; never the password.',
  response: mailSettings,
})

export const saveRelayEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/mail-settings/relay',
  summary: 'Admins: the mail server that takes outgoing mail; null for none, then mail is kept.',
  body: z.strictObject({ relay: relayInput.nullable(), version: z.number().int().min(0) }),
  response: mailSettings,
})

/** The parts of a conversation with a mail server, in their order. */
export const conversationSteps = ['look_up', 'connect', 'encrypt', 'sign_in', 'hand_over'] as const
const step = z.enum(conversationSteps)
export type ConversationStep = z.output<typeof step>

export const relayTroubles = [
  'no_such_host',
  'refused',
  'silent',
  'not_a_mail_server',
  'wrong_encryption',
  'no_encryption',
  'certificate',
  'wrong_password',
  'sign_in_needed',
  'no_sign_in',
  'sender_refused',
  'recipient_refused',
  'message_refused',
  'later',
  'unknown',
] as const
const trouble = z.enum(relayTroubles)
export type RelayTrouble = z.output<typeof trouble>

const relayTest = z.object({
  /** To whom the test mail went, or would have gone. */
  to: z.string(),
  host: z.string(),
  port: z.number().int(),
  steps: z.array(z.object({ step, state: z.enum(['done', 'failed', 'skipped']) })),
  /** Null: the server took the mail. */
  trouble: z.object({ code: trouble, said: z.string() }).nullable(),
})
export type RelayTest = z.output<typeof relayTest>

export const testRelayEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/mail-settings/test',
  summary:
    'Admins: sends a test mail to yourself, by what is in force or by what is given, and tells each step.',
  body: z.strictObject({ relay: relayInput.optional() }),
  response: relayTest,
})
