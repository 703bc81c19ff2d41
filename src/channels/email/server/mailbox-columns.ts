import { FourlineError } from '#platform/errors.ts'
import { OutsideError } from '#platform/outbound/outside-error.ts'
import { outsideUrl, placeOf } from '#platform/outbound/outside-url.ts'
import type { MailboxInput } from '../domain/mailbox-contract.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import type { Mailbox } from './mailbox-query.ts'

type SignInColumns = Pick<
  Mailbox,
  | 'sign_in'
  | 'sealed_password'
  | 'provider'
  | 'authorize_url'
  | 'token_url'
  | 'scope'
  | 'client_id'
  | 'sealed_client_secret'
>
type Columns = SignInColumns &
  Pick<
    Mailbox,
    'name' | 'host' | 'port' | 'security' | 'user_name' | 'folder' | 'afterwards' | 'move_to' | 'takes'
  >

/**
 * What is entered as it is stored; secrets that are not entered again stay, where they were entered for this very
 * server or provider. Throws `password_needed`, `secret_needed`, and `unprocessable` for addresses that lead inside.
 */
export function columnsOf(input: MailboxInput, kept: Mailbox | undefined, needs: MailboxNeeds): Columns {
  const { name, host, port, security, user, folder, afterwards, moveTo, takes } = input
  return {
    name,
    host,
    port,
    security,
    folder,
    afterwards,
    takes,
    user_name: user,
    move_to: moveTo,
    ...(input.signIn.kind === 'password'
      ? byPassword(input, input.signIn, kept, needs)
      : byOauth(input.signIn, kept, needs)),
  }
}

type PasswordInput = Extract<MailboxInput['signIn'], { kind: 'password' }>
type OauthInput = Extract<MailboxInput['signIn'], { kind: 'oauth' }>

function byPassword(
  input: MailboxInput,
  { password }: PasswordInput,
  kept: Mailbox | undefined,
  { seal }: MailboxNeeds,
): SignInColumns {
  const isSame = kept !== undefined && isSameServer(kept, input.host, input.port, input.user)
  const stays = isSame && isAsSafe(input.security, kept.security) ? kept.sealed_password : null
  const sealed = password === undefined ? stays : seal.close(password)
  if (sealed === null) {
    const text = 'Enter the password: one that is kept goes only to the server it was entered for.'
    throw refused('password_needed', 'signIn.password', text)
  }
  return {
    sign_in: 'password',
    sealed_password: sealed,
    provider: null,
    authorize_url: null,
    token_url: null,
    scope: null,
    client_id: null,
    sealed_client_secret: null,
  }
}

function byOauth(
  input: OauthInput,
  kept: Mailbox | undefined,
  { seal, outside }: MailboxNeeds,
): SignInColumns {
  const authorizeUrl = requireHttps(input.authorizeUrl, 'signIn.authorizeUrl', outside.allowed)
  const tokenUrl = requireHttps(input.tokenUrl, 'signIn.tokenUrl', outside.allowed)
  const stays = kept?.sealed_client_secret ?? null
  const isSame = kept?.token_url === tokenUrl && kept.client_id === input.clientId
  if (input.clientSecret === undefined && stays !== null && !isSame) {
    const text = 'Enter the client secret: one that is kept goes only to the provider it was entered for.'
    throw refused('secret_needed', 'signIn.clientSecret', text)
  }
  return {
    sign_in: 'oauth',
    sealed_password: null,
    provider: input.provider,
    authorize_url: authorizeUrl,
    token_url: tokenUrl,
    scope: input.scope,
    client_id: input.clientId,
    sealed_client_secret: input.clientSecret === undefined ? stays : seal.close(input.clientSecret),
  }
}

function isSameServer(kept: Mailbox, host: string, port: number, user: string): boolean {
  return kept.host === host && kept.port === port && kept.user_name === user
}

/** Encryption that is taken away would show it to everybody on the way. */
function isAsSafe(security: string, before: string): boolean {
  return security !== 'none' || before === 'none'
}

/** Whether what somebody allowed at the provider is for these settings too. */
export function isStillAllowed(kept: Mailbox, next: Columns): boolean {
  return (
    kept.sign_in === 'oauth' &&
    next.sign_in === 'oauth' &&
    isSameServer(kept, next.host, next.port, next.user_name) &&
    isAsSafe(next.security, kept.security) &&
    kept.token_url === next.token_url &&
    kept.client_id === next.client_id &&
    kept.scope === next.scope
  )
}

/** Whether the same UIDs are the same messages there. */
export function isSameFolder(kept: Mailbox, next: Columns): boolean {
  return isSameServer(kept, next.host, next.port, next.user_name) && kept.folder === next.folder
}

/** Secrets and codes go there: over TLS, and never inside but where the operator has allowed it. */
function requireHttps(written: string, path: string, allowed: ReadonlySet<string>): string {
  try {
    const url = outsideUrl(written, allowed)
    if (url.protocol === 'https:' || allowed.has(placeOf(url))) return url.href
    throw refused('url_refused', path, 'The address has to begin with https://.')
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error
    throw refused(error.code, path, error.message)
  }
}

function refused(code: string, path: string, message: string): FourlineError {
  return new FourlineError('unprocessable', code, message, {
    errors: [{ path: `settings.${path}`, message }],
  })
}
