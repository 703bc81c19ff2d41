import type { CallInput } from '#desk/cases/domain/call.ts'
import type { CaseType, openCaseEndpoint, Priority } from '#desk/cases/domain/contract.ts'
import type { BodyOf } from '#platform/http/endpoint.ts'

export type NewCaseChannel = 'phone' | 'live_session' | 'email' | 'portal'
export const newCaseChannels: readonly NewCaseChannel[] = ['phone', 'live_session', 'email', 'portal']

/** A case for a customer as it stands in the form. */
export type NewCase = {
  contactId: string | undefined
  channel: NewCaseChannel
  /** A call whose channel is not included goes through the portal, and is logged (SPEC 3.8). */
  throughPortal: boolean
  type: CaseType
  topic: string
  service: string
  productCode: string
  priority: Priority
  subject: string
  description: string
}

export const emptyNewCase: NewCase = {
  contactId: undefined,
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
