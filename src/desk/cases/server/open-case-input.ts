import type { CaseType, Priority } from '#desk/cases/domain/contract.ts'
import type { CallInput } from '#desk/cases/domain/call.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import type { MailId } from '#platform/ids.ts'

/** What a case is opened with, whichever way it comes. */
export type OpenCase = {
  /** Null where it is not known yet, as with a fresh email: the case opens to be reviewed (SPEC 3.2). */
  type: CaseType | null
  topic?: string
  service?: string
  productCode: string | null
  priority: Priority
  subject: string
  description: string
  attachmentIds?: readonly string[]
  /** Staff and the product itself say for whom. */
  contactId?: string
  channel?: 'portal' | 'email' | 'phone' | 'live_session'
  isPrivate?: boolean | undefined
  watcherIds?: readonly string[] | undefined
  /** When the case was received, if that was before now: its clocks start there. */
  receivedAt?: Date
  /** The call or session it is opened in, which is when it was received and answered (SPEC 4.3). */
  call?: CallInput | undefined
  /** The reference of the case that this one continues. */
  follows?: string
  /** Managers: what is refused is waived for this case. */
  waiver?: WaiverInput | undefined
  /** The mail it is made of, for the log of refusals. */
  mailId?: MailId | undefined
}
