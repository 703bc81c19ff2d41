import { z } from 'zod'
import { caseType, priority } from '#desk/cases/domain/contract.ts'
import type { EntitlementQuestion, WireDecision } from '#promise/entitlements/domain/contract.ts'

/** A case as it is being written. `answerBy` is a wish: the case itself always comes by the portal. */
export const newCaseDraft = z.object({
  type: caseType.nullable(),
  topic: z.string().nullable(),
  /** Of a request; null is an administrative matter. */
  service: z.string().nullable(),
  productCode: z.string().nullable(),
  priority,
  subject: z.string(),
  description: z.string(),
  answerBy: z.enum(['written', 'phone', 'live_session']),
  isPrivate: z.boolean().default(false),
  watcherIds: z.array(z.string()).default([]),
})
export type NewCaseDraft = z.output<typeof newCaseDraft>

export const emptyDraft: NewCaseDraft = {
  type: null,
  topic: null,
  service: null,
  productCode: null,
  priority: 'medium',
  subject: '',
  description: '',
  answerBy: 'written',
  isPrivate: false,
  watcherIds: [],
}

/** What a draft begins with. */
export function startOf(first: Partial<NewCaseDraft>): NewCaseDraft {
  return { ...emptyDraft, ...first }
}

/**
 * The draft that goes on when the form is opened: what was kept, else the start.
 * @param brought a question from elsewhere; it fills in where no words stand yet, and is written over none
 */
export function goOnWith(
  kept: NewCaseDraft | undefined,
  start: NewCaseDraft,
  brought: string | undefined,
): NewCaseDraft {
  const draft = kept ?? start
  const isWordless = draft.subject.trim() === '' && draft.description.trim() === ''
  return {
    ...draft,
    subject: isWordless ? (brought ?? draft.subject) : draft.subject,
    productCode: draft.productCode ?? start.productCode,
  }
}

export function isSameDraft(one: NewCaseDraft, other: NewCaseDraft): boolean {
  return newCaseDraft.keyof().options.every((part) => String(one[part]) === String(other[part]))
}

/** What the draft asks for: topics count for consultations only, services for requests only (SPEC 3.3). */
export function questionOf(draft: NewCaseDraft): EntitlementQuestion {
  const { type, topic, service, productCode } = draft
  return {
    channel: 'portal',
    type,
    ...(type === 'consultation' && topic !== null && { topic }),
    ...(type === 'request' && service !== null && { service }),
    productCode,
    priority: draft.priority,
  }
}

/** Whether a case is not taken this way: not included, or its publisher helps (T5). */
export function isRefusal({ outcome }: Pick<WireDecision, 'outcome'>): boolean {
  return outcome === 'refused' || outcome === 'refer_elsewhere'
}

export type MissingPart = 'type' | 'topic' | 'subject' | 'description'

/** What is still to be answered, in the order of the page. */
export function missingIn(draft: NewCaseDraft): MissingPart[] {
  const missing: MissingPart[] = []
  if (draft.type === null) missing.push('type')
  if (draft.type === 'consultation' && draft.topic === null) missing.push('topic')
  if (draft.subject.trim() === '') missing.push('subject')
  if (draft.description.trim() === '') missing.push('description')
  return missing
}

/**
 * The body of the request that opens the case; undefined while something is missing.
 * @param wish a sentence for how to answer, put below the text, since a case has no field for it
 */
export function bodyOf(draft: NewCaseDraft, attachmentIds: string[], wish: string | undefined) {
  const { type, productCode } = draft
  if (type === null || productCode === null || missingIn(draft).length > 0) return undefined
  const text = draft.description.trim()
  return {
    type,
    ...(type === 'consultation' && draft.topic !== null && { topic: draft.topic }),
    ...(type === 'request' && draft.service !== null && { service: draft.service }),
    productCode,
    priority: draft.priority,
    subject: draft.subject.trim(),
    description: wish === undefined ? text : `${text}\n\n${wish}`,
    ...(attachmentIds.length > 0 && { attachmentIds }),
  }
}

/** Who reads the case besides the one who opens it. */
export function readersOf({ isPrivate, watcherIds }: NewCaseDraft) {
  return { ...(isPrivate && { isPrivate }), ...(watcherIds.length > 0 && { watcherIds }) }
}
