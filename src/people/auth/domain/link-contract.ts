import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'

/** What a signed link is for; a `second_step` never travels by mail. */
export type LinkPurpose = 'sign_in' | 'password_reset' | 'invitation' | 'second_step'

/** Only what was just asked for is short-lived; an invitation waits for its reader. */
export const minutesOf: Readonly<Record<LinkPurpose, number>> = {
  sign_in: 10,
  password_reset: 10,
  invitation: 72 * 60,
  second_step: 10,
}

const params = z.strictObject({ id: z.uuid() })
const wanted = z.strictObject({
  /** Not by mail: the one who invites gets the link and hands it over. It is so too where no mail can leave. */
  handOver: z.boolean().optional(),
})
const invited = z.object({
  sentTo: z.string(),
  expiresAt: z.iso.datetime(),
  /** Whether the link was handed over instead of mailed. */
  handedOver: z.boolean(),
  /** The link, this once; null where it was mailed. */
  link: z.string().nullable(),
})
export type Invited = z.output<typeof invited>

export const inviteStaffEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/staff/{id}/invitation',
  summary: 'Mail one of the vendor’s people a link to set a password, or hand it over; an earlier one ends.',
  status: 201,
  params,
  body: wanted,
  response: invited,
  shownOnce: ['link'],
})

export const inviteContactEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/invitation',
  summary: 'Mail a contact a link to set a password, or hand it over; an earlier one ends.',
  status: 201,
  params,
  body: wanted,
  response: invited,
  shownOnce: ['link'],
})

export const withdrawInvitationEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/contacts/{id}/invitation/withdrawal',
  summary: 'Take the invitation of a contact back: its link opens nothing any more.',
  params,
  body: z.strictObject({}),
  response: z.object({ id: z.uuid() }),
})

export const resetSecondStepEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/staff/{id}/two-step-reset',
  summary: 'Switch off the two-step sign-in of one of the vendor’s people who lost their app and codes.',
  params,
  body: z.strictObject({}),
  response: z.object({ id: z.uuid() }),
})
