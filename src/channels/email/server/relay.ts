import './tables.ts'
import type { SMTPConnectionOptions } from 'nodemailer/lib/smtp-connection'
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport'
import type { Tx } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { readSecretFile } from '#platform/secret-file.ts'
import type { Seal } from '#platform/seal.ts'
import type { RelaySecurity } from '../domain/mail-settings-contract.ts'

/** The mail server that takes outgoing mail. It may be a private one: an admin names it, never a customer. */
export type Relay = {
  host: string
  port: number
  /** `auto`: STARTTLS where the server offers it. */
  security: RelaySecurity | 'auto'
  user: string | null
  password: string | null
}

/** What sending needs besides a context. */
export type MailNeeds = {
  /** `SMTP_URL`, which counts before what an admin entered. */
  smtpUrl: string | undefined
  /** What the password is kept under. */
  seal: Seal
}

/** Undefined: mail is kept. Throws where the key of the data folder is not the one the password was sealed with. */
export async function readRelay(tx: Tx, { smtpUrl, seal }: MailNeeds): Promise<Relay | undefined> {
  if (smtpUrl !== undefined) return relayOfUrl(smtpUrl)
  const row = await tx.selectFrom('mail_relay').selectAll().executeTakeFirst()
  if (row === undefined || row.host === null || row.port === null || row.security === null) return undefined
  const { host, port, security, user_name: user, sealed_password: sealed } = row
  return { host, port, security, user, password: sealed === null ? null : openPassword(seal, sealed) }
}

export function openPassword(seal: Seal, sealed: string): string {
  try {
    return seal.open(sealed)
  } catch (cause) {
    const text = 'The password of the mail server cannot be read any more: enter it again under Email.'
    throw new FourlineError('conflict', 'password_unreadable', text, { cause })
  }
}

/** `smtp://user:password@host:port`, or `smtps://`. */
export function relayOfUrl(smtpUrl: string): Relay {
  const url = new URL(smtpUrl)
  const isTls = url.protocol === 'smtps:'
  return {
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    security: isTls ? 'tls' : 'auto',
    user: url.username === '' ? null : decodeURIComponent(url.username),
    password: url.password === '' ? null : decodeURIComponent(url.password),
  }
}

/** How it is spoken to. Waiting has limits, so that a silent server holds no job for ever. */
export function connectionOf({ host, port, security }: Relay, patienceMs = 30_000): SMTPConnectionOptions {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: 2 * patienceMs,
  }
}

/** The same for whole mails, with the password. */
export function transportOf(relay: Relay, patienceMs?: number): SMTPTransportOptions {
  const { user, password } = relay
  return {
    ...connectionOf(relay, patienceMs),
    ...(user !== null && { auth: { user, pass: password ?? '' } }),
  }
}

/** What the password of the mail server is sealed with. */
export function readMailKey(dataFolder: string): string {
  return readSecretFile(dataFolder, 'mail', 'enter the password of the mail server again')
}
