import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { ownPlace, ownPlaceLength } from './own-place.ts'
import { personName } from './person-input.ts'

// Ways in. They stand under `/api/auth`, beside the sign-in library's own: their answers may set a cookie or
// show a secret once, so none is stored for repeated requests as the answers of the API are.

const token = z.string().min(1).max(200)
const written = z.string().max(1_000)
const code = z.string().trim().min(1).max(40)
const done = z.object({ done: z.literal(true) })
/** Signed in, or asked for a code first. */
const entered = z.object({ next: z.enum(['in', 'second_step']) })

export const askForLinkEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links',
  summary: 'Mail a link to sign in or to set a new password, where somebody has this address.',
  body: z.strictObject({
    email: z.string().min(1).max(320),
    purpose: z.enum(['sign_in', 'password_reset']),
    /** Where the reader goes once they are in. */
    to: z.string().max(ownPlaceLength).regex(ownPlace, 'This is no place of the product.').optional(),
  }),
  response: done,
})

export const linkView = z.object({
  purpose: z.enum(['sign_in', 'password_reset', 'invitation']),
  state: z.enum(['open', 'used', 'expired', 'superseded', 'closed']),
  name: z.string(),
  email: z.string(),
  /** Whether its person is one of the vendor's. */
  isStaff: z.boolean(),
})
export type LinkView = z.output<typeof linkView>

export const lookAtLinkEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links/look',
  summary: 'What a link is for and whether it opens; looking uses nothing up.',
  body: z.strictObject({ token }),
  response: linkView,
})

export const renewLinkEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links/renew',
  summary: 'Mail a new link to whom this one was sent.',
  body: z.strictObject({ token }),
  response: done,
})

export const enterByLinkEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links/enter',
  summary: 'Sign in by a link.',
  body: z.strictObject({ token }),
  response: entered,
})

export const resetPasswordEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links/reset',
  summary: 'Set a new password by a link; every session ends.',
  body: z.strictObject({ token, password: written }),
  response: entered,
})

export const acceptInvitationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/links/accept',
  summary: 'Accept an invitation: a name, a password, and one is in.',
  body: z.strictObject({ token, name: personName, password: written }),
  response: entered,
})

export const giveCodeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/second-step/enter',
  summary: 'Finish signing in with a code of the app, or a backup code.',
  body: z.strictObject({ code }),
  response: entered,
})

export const securityView = z.object({
  hasPassword: z.boolean(),
  twoStep: z.object({
    isOn: z.boolean(),
    since: z.iso.datetime().nullable(),
    backupCodesLeft: z.number().int(),
  }),
})
export type SecurityView = z.output<typeof securityView>

export const readSecurityEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/auth/security',
  summary: 'How you sign in.',
  response: securityView,
})

export const changePasswordEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/password',
  summary: 'Change your password; your other sessions end.',
  body: z.strictObject({ current: written, password: written }),
  response: done,
})

export const beginSecondStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/second-step/begin',
  summary: 'Begin to set up two-step sign-in: the key for the app, as text and as an address for a QR code.',
  body: z.strictObject({ password: written }),
  response: z.object({ key: z.string(), uri: z.string() }),
})

const backupCodes = z.object({ backupCodes: z.array(z.string()) })

export const confirmSecondStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/second-step/confirm',
  summary: 'Switch two-step sign-in on with a first code; answers the backup codes, once.',
  body: z.strictObject({ code }),
  response: backupCodes,
})

export const renewBackupCodesEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/second-step/backup-codes',
  summary: 'Ten new backup codes; the earlier ones end.',
  body: z.strictObject({ password: written }),
  response: backupCodes,
})

export const endSecondStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/second-step/end',
  summary: 'Switch two-step sign-in off.',
  body: z.strictObject({ password: written }),
  response: done,
})

export const sessionView = z.object({
  id: z.string(),
  /** As its browser calls itself, such as “Firefox on Linux”. */
  device: z.string(),
  address: z.string().nullable(),
  since: z.iso.datetime(),
  isThisOne: z.boolean(),
})
export type SessionView = z.output<typeof sessionView>

export const listSessionsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/auth/sessions',
  summary: 'Where you are signed in.',
  response: z.object({ items: z.array(sessionView) }),
})

export const endSessionEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/auth/sessions/end',
  summary: 'Sign out one of your devices, or all but this one.',
  body: z.union([z.strictObject({ id: z.string().max(100) }), z.strictObject({ others: z.literal(true) })]),
  response: z.object({ ended: z.number().int() }),
})
