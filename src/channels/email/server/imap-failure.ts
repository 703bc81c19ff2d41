import type { ImapFlow } from 'imapflow'
import { type MailboxStep, type MailboxTrouble, nameMailboxTrouble } from '../domain/mailbox-trouble.ts'
import type { ImapAccess } from './mailbox-access.ts'
import { MailboxError } from './mailbox-error.ts'

export type NamedFailure = { step: MailboxStep; code: MailboxTrouble; said: string }

/** What went wrong with a mailbox and where, from what the library and the server said. */
export function nameFailure(
  error: unknown,
  client: ImapFlow | undefined,
  { host, security, auth, wasOpen }: Pick<ImapAccess, 'host' | 'security' | 'auth'> & { wasOpen: boolean },
): NamedFailure {
  const said = saidBy(error)
  const step = wasOpen ? 'open_folder' : stepOf(error, client, security, said)
  if (error instanceof MailboxError) return { step, code: error.trouble, said }
  const signIn = 'accessToken' in auth ? 'oauth' : 'password'
  const facts = { code: textOf(error, 'code'), reply: replyOf(error), message: said }
  const isRefused = hasMark(error, 'authenticationFailed')
  return { step, code: nameMailboxTrouble({ step, host, signIn, isRefused, ...facts }), said }
}

/** Connecting, encrypting and signing in are one act of the library: what is known by then tells them apart. */
function stepOf(
  error: unknown,
  client: ImapFlow | undefined,
  security: ImapAccess['security'],
  said: string,
): MailboxStep {
  if (client === undefined || error instanceof MailboxError) return 'sign_in'
  if (hasMark(error, 'authenticationFailed')) return 'sign_in'
  const isOfTls = /ssl|tls|certificate|EPROTO\b/i.test(`${said} ${textOf(error, 'code') ?? ''}`)
  if (client.greeting === undefined) return security === 'tls' && isOfTls ? 'encrypt' : 'connect'
  if (security === 'starttls' && !client.secureConnection) return 'encrypt'
  return hasMark(error, 'tlsFailed') ? 'encrypt' : 'sign_in'
}

/** The server's own words before those of the library. */
function saidBy(error: unknown): string {
  if (!(error instanceof Error)) return 'Nothing was said.'
  const words = [textOf(error, 'responseText'), textOf(error, 'response'), error.message]
  const [most = ''] = words.filter((one) => one !== undefined && one.trim() !== '')
  const details = [most, textOf(error, 'reason'), oauthOf(error)].filter(Boolean).join(' · ')
  return (
    details
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 500) || 'Nothing was said.'
  )
}

function oauthOf(error: Error): string | undefined {
  return 'oauthError' in error && error.oauthError ? JSON.stringify(error.oauthError) : undefined
}

function replyOf(error: unknown): string | undefined {
  return hasMark(error, 'mailboxMissing') ? 'NONEXISTENT' : textOf(error, 'serverResponseCode')?.toUpperCase()
}

function textOf(error: unknown, name: string): string | undefined {
  const value: unknown = error instanceof Error ? Reflect.get(error, name) : undefined
  return typeof value === 'string' ? value : undefined
}

function hasMark(error: unknown, name: string): boolean {
  return error instanceof Error && Reflect.get(error, name) === true
}
