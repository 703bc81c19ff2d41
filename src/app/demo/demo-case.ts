import type { Channel, CaseType, Priority } from '#desk/cases/domain/contract.ts'
import type { AccountKey, ContactKey, StaffKey } from './people.ts'

/** A length of support time, `25m`, `3h` or `3h 25m`. Where support is always open, support time is time. */
export type Span = string

/**
 * When a case was received: so much support time before the start of the demo, so that what is left of its
 * promises does not hang on the hour of the start; or at a wall time of the coverage zone, as many open days ago.
 */
export type Received = { supportAgo: Span } | { daysAgo: number; at: string }

/** A small text file, made from its contents. */
export type DemoFile = {
  name: string
  mediaType: 'text/plain' | 'text/csv' | 'application/json'
  content: string
}

type DeskChange = {
  priority?: Priority
  line?: number
  assignee?: StaffKey | null
  type?: CaseType
  topic?: string | null
  productCode?: 'studio' | 'mapviewer'
  status?: 'in_progress' | 'waiting_customer' | 'waiting_other' | 'closed'
  closeReason?: 'spam' | 'withdrawn' | 'out_of_scope'
  reason?: string
}
type WaitingStatus = 'in_progress' | 'waiting_customer' | 'waiting_other'

/** One thing a person does on a case, `after` so much support time since the step before. */
export type DemoStep = { after: Span } & (
  | {
      do: 'reply'
      who: StaffKey | ContactKey
      body: string
      status?: WaitingStatus
      files?: readonly DemoFile[]
    }
  | { do: 'note'; who: StaffKey; body: string; files?: readonly DemoFile[] }
  | { do: 'change'; who: StaffKey | ContactKey; change: DeskChange }
  /** Closed in favour of an earlier case of the account, by its subject. */
  | { do: 'duplicate'; who: StaffKey; original: string }
  | { do: 'solve'; who: StaffKey; solution: string; cause: string }
  | { do: 'confirm'; who: ContactKey }
  | { do: 'reopen'; who: ContactKey; body: string }
  /** Why the promise that was missed was missed, and what the customer was told. */
  | { do: 'record'; who: StaffKey; cause: string; note: string; told: string }
  | { do: 'approve'; who: StaffKey; note: string }
)

export type DemoCase = {
  account: AccountKey
  received: Received
  by: ContactKey
  channel: Extract<Channel, 'portal' | 'email' | 'phone'>
  /** Who took the call, for a case that came by phone. */
  takenBy?: StaffKey
  type: CaseType
  topic?: string
  service?: string
  priority: Priority
  subject: string
  description: string
  files?: readonly DemoFile[]
  steps: readonly DemoStep[]
}

export type ReplyOptions = { status?: WaitingStatus; files?: readonly DemoFile[] }

export function reply(
  after: Span,
  who: StaffKey | ContactKey,
  body: string,
  options: ReplyOptions = {},
): DemoStep {
  return { do: 'reply', after, who, body, ...options }
}

export function note(after: Span, who: StaffKey, body: string, files: readonly DemoFile[] = []): DemoStep {
  return { do: 'note', after, who, body, files }
}

export function change(after: Span, who: StaffKey | ContactKey, what: DeskChange): DemoStep {
  return { do: 'change', after, who, change: what }
}

/** The agent puts their own name on the case. */
export function take(after: Span, who: StaffKey): DemoStep {
  return change(after, who, { assignee: who })
}

export function duplicate(after: Span, who: StaffKey, original: string): DemoStep {
  return { do: 'duplicate', after, who, original }
}

export function solve(after: Span, who: StaffKey, solution: string, cause: string): DemoStep {
  return { do: 'solve', after, who, solution, cause }
}

export function confirm(after: Span, who: ContactKey): DemoStep {
  return { do: 'confirm', after, who }
}

export function reopen(after: Span, who: ContactKey, body: string): DemoStep {
  return { do: 'reopen', after, who, body }
}

export function record(after: Span, who: StaffKey, cause: string, note: string, told: string): DemoStep {
  return { do: 'record', after, who, cause, note, told }
}

export function approve(after: Span, who: StaffKey, note: string): DemoStep {
  return { do: 'approve', after, who, note }
}
