import type { MailboxInput, MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { type MailboxPreset, oauthPlaces } from '#channels/email/domain/mailbox-presets.ts'
import type { RelaySecurity } from '#channels/email/domain/mail-settings-contract.ts'

export const signInKinds = ['password', 'microsoft', 'google', 'other'] as const
export type SignInKind = (typeof signInKinds)[number]

/** A mailbox as it is typed. */
export type MailboxDraft = {
  name: string
  host: string
  port: string
  security: RelaySecurity
  user: string
  kind: SignInKind
  password: string
  authorizeUrl: string
  tokenUrl: string
  scope: string
  clientId: string
  clientSecret: string
  folder: string
  takes: MailboxInput['takes']
  afterwards: MailboxInput['afterwards']
  moveTo: string
}

const nowhere = { authorizeUrl: '', tokenUrl: '', scope: '' }

/** An empty one, or one that is kept, without its secrets. */
export function draftOf(kept: MailboxView | null): MailboxDraft {
  const oauth = kept?.signIn.kind === 'oauth' ? kept.signIn : undefined
  return {
    name: kept?.name ?? '',
    host: kept?.host ?? '',
    port: String(kept?.port ?? 993),
    security: kept?.security ?? 'tls',
    user: kept?.user ?? '',
    kind: oauth?.provider ?? 'password',
    password: '',
    authorizeUrl: oauth?.authorizeUrl ?? '',
    tokenUrl: oauth?.tokenUrl ?? '',
    scope: oauth?.scope ?? '',
    clientId: oauth?.clientId ?? '',
    clientSecret: '',
    folder: kept?.folder ?? 'INBOX',
    takes: kept?.takes ?? 'new',
    afterwards: kept?.afterwards ?? 'seen',
    moveTo: kept?.moveTo ?? '',
  }
}

/** What choosing a provider fills in. */
export function withPreset(preset: MailboxPreset): Partial<MailboxDraft> {
  const { host, port, security, signIn } = preset
  return { host, port: String(port), security, ...withKind(signIn) }
}

export function withKind(kind: SignInKind): Partial<MailboxDraft> {
  const places = kind === 'microsoft' || kind === 'google' ? oauthPlaces[kind] : nowhere
  return { kind, ...places }
}

const usualPort: Record<RelaySecurity, string> = { tls: '993', starttls: '143', none: '143' }

/** The port goes with the encryption while it is the usual one. */
export function withSecurity(draft: MailboxDraft, security: RelaySecurity): Partial<MailboxDraft> {
  return draft.port === usualPort[draft.security] ? { security, port: usualPort[security] } : { security }
}

export type Mistakes = Partial<Record<keyof MailboxDraft, string>>

/** What is missing, by field, as the last part of a key of the words. */
export function mistakesIn(draft: MailboxDraft, kept: MailboxView | null): Mistakes {
  const port = Number(draft.port)
  const isEmpty = (field: keyof MailboxDraft) => draft[field].trim() === ''
  const keepsPassword =
    kept?.signIn.kind === 'password' && kept.signIn.hasPassword && kept.user === draft.user.trim()
  return {
    ...(isEmpty('name') && { name: 'missingName' }),
    ...(isEmpty('host') && { host: 'missingHost' }),
    ...(!(Number.isInteger(port) && port >= 1 && port <= 65_535) && { port: 'badPort' }),
    ...(isEmpty('user') && { user: 'missingUser' }),
    ...(isEmpty('folder') && { folder: 'missingFolder' }),
    ...(draft.afterwards === 'move' && isEmpty('moveTo') && { moveTo: 'missingFolder' }),
    ...(draft.kind === 'password' &&
      draft.password === '' &&
      !keepsPassword && { password: 'missingPassword' }),
    ...(draft.kind !== 'password' && {
      ...(isEmpty('clientId') && { clientId: 'missingClient' }),
      ...(isEmpty('authorizeUrl') && { authorizeUrl: 'missingAddress' }),
      ...(isEmpty('tokenUrl') && { tokenUrl: 'missingAddress' }),
      ...(isEmpty('scope') && { scope: 'missingScope' }),
    }),
  }
}

export function settingsOf(draft: MailboxDraft): MailboxInput {
  const { password, clientSecret, security, takes, afterwards } = draft
  const text = (field: keyof MailboxDraft) => draft[field].trim()
  return {
    security,
    takes,
    afterwards,
    name: text('name'),
    host: text('host'),
    port: Number(draft.port),
    user: text('user'),
    folder: text('folder'),
    moveTo: afterwards === 'move' ? text('moveTo') : null,
    signIn:
      draft.kind === 'password'
        ? {
            kind: 'password',
            ...(password !== '' && { password }),
          }
        : {
            kind: 'oauth',
            provider: draft.kind,
            authorizeUrl: text('authorizeUrl'),
            tokenUrl: text('tokenUrl'),
            scope: text('scope'),
            clientId: text('clientId'),
            ...(clientSecret !== '' && { clientSecret }),
          },
  }
}

/** Where the server names a field of what was sent, by the field of the draft. */
export const pathOf: Readonly<Record<keyof MailboxDraft, string>> = {
  name: 'settings.name',
  host: 'settings.host',
  port: 'settings.port',
  security: 'settings.security',
  user: 'settings.user',
  kind: 'settings.signIn.kind',
  password: 'settings.signIn.password',
  authorizeUrl: 'settings.signIn.authorizeUrl',
  tokenUrl: 'settings.signIn.tokenUrl',
  scope: 'settings.signIn.scope',
  clientId: 'settings.signIn.clientId',
  clientSecret: 'settings.signIn.clientSecret',
  folder: 'settings.folder',
  takes: 'settings.takes',
  afterwards: 'settings.afterwards',
  moveTo: 'settings.moveTo',
}
