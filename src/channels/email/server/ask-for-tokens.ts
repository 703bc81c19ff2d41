import { z } from 'zod'
import { fetchOutside } from '#platform/outbound/fetch-outside.ts'
import type { MailboxTrouble } from '../domain/mailbox-trouble.ts'
import { MailboxError } from './mailbox-error.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import type { Mailbox } from './mailbox-query.ts'

export type Tokens = {
  access: string
  /** Undefined: the one that was asked with stays. */
  refresh: string | undefined
  /** How long the access is good for. */
  seconds: number
}

const given = z.object({
  access_token: z.string().min(1).max(20_000),
  refresh_token: z.string().min(1).max(20_000).optional(),
  expires_in: z.coerce.number().positive().max(31_536_000).default(3_600),
})
const refusal = z.object({ error: z.string(), error_description: z.string().optional() })

type Grant =
  | { grant_type: 'authorization_code'; code: string; redirect_uri: string; code_verifier: string }
  | { grant_type: 'refresh_token'; refresh_token: string }

/**
 * Asks a provider for tokens (RFC 6749, 4.1.3 and 6). Throws `MailboxError`: `consent_withdrawn` where what was
 * allowed counts no more, `client_refused` where the provider does not know this installation, else what may pass.
 */
export async function askForTokens(mailbox: Mailbox, grant: Grant, needs: MailboxNeeds): Promise<Tokens> {
  const { token_url: url, client_id: clientId, sealed_client_secret: sealed } = mailbox
  const body = new URLSearchParams({
    ...grant,
    client_id: clientId ?? '',
    ...(sealed !== null && { client_secret: openSecret(needs, sealed) }),
  })
  const { status, body: answer } = await fetchOutside(needs.outside, {
    url: url ?? '',
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: body.toString(),
    timeoutMs: 15_000,
    maxBytes: 100_000,
  }).catch((cause: unknown) => {
    throw new MailboxError('silent', `The provider did not answer: ${sentenceOf(cause)}`, cause)
  })
  const json = jsonOf(answer)
  const tokens = given.safeParse(json)
  if (status === 200 && tokens.success) {
    const { access_token: access, refresh_token: refresh, expires_in: seconds } = tokens.data
    return { access, refresh, seconds }
  }
  throw refusedBy(status, json)
}

function refusedBy(status: number, json: unknown): MailboxError {
  const said = refusal.safeParse(json)
  if (!said.success) return new MailboxError('busy', `The provider answered ${status} and no token.`)
  const { error, error_description: more = '' } = said.data
  const codes: Readonly<Record<string, MailboxTrouble>> = {
    invalid_grant: 'consent_withdrawn',
    access_denied: 'consent_withdrawn',
    interaction_required: 'consent_withdrawn',
    invalid_client: 'client_refused',
    unauthorized_client: 'client_refused',
    invalid_scope: 'client_refused',
    invalid_request: 'client_refused',
  }
  return new MailboxError(codes[error] ?? 'busy', `${error} ${more}`.trim().slice(0, 500))
}

export function openSecret({ seal }: MailboxNeeds, sealed: string): string {
  try {
    return seal.open(sealed)
  } catch (cause) {
    throw new MailboxError(
      'secret_unreadable',
      'What is kept cannot be opened with the key of the data folder.',
      cause,
    )
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function sentenceOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
