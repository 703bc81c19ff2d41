import { z } from 'zod'
import type { CallInput } from '#desk/cases/domain/call.ts'
import { caseType, type openCaseEndpoint, priority } from '#desk/cases/domain/contract.ts'
import { contactView } from '#people/accounts/domain/contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'

export const newCaseChannels = ['phone', 'live_session', 'email', 'portal'] as const
export type NewCaseChannel = (typeof newCaseChannels)[number]

const newCase = z.object({
  contactId: z.string().optional(),
  channel: z.enum(newCaseChannels),
  /** A call whose channel is not included goes through the portal, and is logged (SPEC 3.8). */
  throughPortal: z.boolean(),
  type: caseType,
  topic: z.string(),
  service: z.string(),
  productCode: z.string(),
  priority,
  subject: z.string(),
  description: z.string(),
})
/** A case for a customer as it stands in the form. */
export type NewCase = z.output<typeof newCase>

const callDraft = z.object({
  startedAt: z.string(),
  minutes: z.union([z.number(), z.literal('')]),
  spokeWith: z.string(),
})
/** A call as it stands in a form: what is not known yet is empty. */
export type CallDraft = z.output<typeof callDraft>

/** The whole form as it is kept while it is written. */
export const keptNewCase = z.object({ contact: contactView.optional(), draft: newCase, call: callDraft })

export const emptyNewCase: NewCase = {
  channel: 'phone',
  throughPortal: false,
  type: 'problem',
  topic: '',
  service: '',
  productCode: '',
  priority: 'medium',
  subject: '',
  description: '',
}

export type Missing = 'contact' | 'product' | 'subject' | 'description' | 'call'

/** Whether somebody spoke: then a call is logged, and it is the first response (SPEC 4.3). */
export function isSpoken(channel: NewCaseChannel): channel is CallInput['by'] {
  return channel === 'phone' || channel === 'live_session'
}

/** The channel the case goes through. */
export function channelOf({ channel, throughPortal }: NewCase): NewCaseChannel {
  return throughPortal && isSpoken(channel) ? 'portal' : channel
}

/** What has to be there before the case can be opened, in the order of the form. */
export function missingOf(draft: NewCase, call: CallInput | undefined): Missing[] {
  const missing: [Missing, boolean][] = [
    ['contact', draft.contactId === undefined],
    ['call', isSpoken(draft.channel) && call === undefined],
    ['product', draft.productCode === ''],
    ['subject', draft.subject.trim() === ''],
    ['description', draft.description.trim() === ''],
  ]
  return missing.flatMap(([what, isMissing]) => (isMissing ? [what] : []))
}

type Body = NonNullable<BodyOf<typeof openCaseEndpoint>>

/** What is sent; nothing where something is missing. */
export function bodyOf(
  draft: NewCase,
  call: CallInput | undefined,
  attachmentIds: string[],
): Body | undefined {
  const { contactId, type, topic, service, productCode, priority } = draft
  if (contactId === undefined || missingOf(draft, call).length > 0) return undefined
  return {
    contactId,
    channel: channelOf(draft),
    type,
    ...(type === 'consultation' && topic !== '' && { topic }),
    ...(type === 'request' && service !== '' && { service }),
    productCode,
    priority,
    subject: draft.subject.trim(),
    description: draft.description.trim(),
    ...(attachmentIds.length > 0 && { attachmentIds }),
    ...(isSpoken(draft.channel) && { call }),
  }
}

/** What is asked of the agreement while the form is filled. */
export function questionOf(draft: NewCase, contactId: string) {
  const { type, topic, service, productCode, priority } = draft
  return {
    channel: channelOf(draft),
    type,
    topic: type === 'consultation' && topic !== '' ? topic : null,
    service: type === 'request' && service !== '' ? service : null,
    productCode: productCode === '' ? null : productCode,
    priority,
    contactId,
  }
}
