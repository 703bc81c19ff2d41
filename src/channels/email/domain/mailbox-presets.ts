import type { MailboxInput } from './mailbox-contract.ts'

type OauthPlaces = { authorizeUrl: string; tokenUrl: string; scope: string }

/** Where people allow reading, and the least that has to be allowed for it. */
export const oauthPlaces: Readonly<Record<'microsoft' | 'google', OauthPlaces>> = {
  microsoft: {
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'https://outlook.office.com/IMAP.AccessAsUser.All offline_access',
  },
  google: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
  },
}

export type MailboxPreset = Pick<MailboxInput, 'host' | 'port' | 'security'> & {
  id: string
  name: string
  signIn: 'password' | 'microsoft' | 'google'
}

const atOnce = { port: 993, security: 'tls' } as const

/** Mail providers whose settings are known; anything else is entered. */
export const mailboxPresets: readonly MailboxPreset[] = [
  { id: 'microsoft', name: 'Microsoft 365', host: 'outlook.office365.com', signIn: 'microsoft', ...atOnce },
  { id: 'google', name: 'Google', host: 'imap.gmail.com', signIn: 'google', ...atOnce },
  { id: 'fastmail', name: 'Fastmail', host: 'imap.fastmail.com', signIn: 'password', ...atOnce },
  { id: 'icloud', name: 'iCloud', host: 'imap.mail.me.com', signIn: 'password', ...atOnce },
  { id: 'ionos', name: 'IONOS', host: 'imap.ionos.com', signIn: 'password', ...atOnce },
  { id: 'yahoo', name: 'Yahoo', host: 'imap.mail.yahoo.com', signIn: 'password', ...atOnce },
  { id: 'zoho', name: 'Zoho', host: 'imap.zoho.com', signIn: 'password', ...atOnce },
]

export function presetOfHost(host: string): MailboxPreset | undefined {
  return mailboxPresets.find((one) => one.host === host.trim().toLowerCase())
}
