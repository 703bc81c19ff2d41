import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

const token = z.strictObject({ token: z.string().regex(/^[\w-]{43}$/, 'This is no such link.') })

/** What the holder of the link reads: names of accounts, and once chosen the reference; nothing of the case. */
export const accountChoice = z.object({
  /** `handled`: our support team was first; `left`: the sender is no contact any more. */
  state: z.enum(['open', 'chosen', 'expired', 'handled', 'left']),
  accounts: z.array(z.object({ id: z.uuid(), name: z.string() })),
  reference: z.string().nullable(),
})
export type AccountChoice = z.output<typeof accountChoice>

export const readChoiceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/account-choices/{token}',
  summary: 'For which accounts the sender of a mail may have written.',
  params: token,
  response: accountChoice,
})

export const chooseAccountEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/account-choices/{token}',
  summary: 'Choose the account a mail was for: its case is opened, once. The clocks start now.',
  params: token,
  body: z.strictObject({ accountId: z.uuid() }),
  response: accountChoice,
})
