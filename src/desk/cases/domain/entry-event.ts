import type { Channel, Priority } from '#desk/cases/domain/contract.ts'
import type { CaseStatus, CloseReason } from '#desk/cases/domain/status-machine.ts'

/** What happened to a case besides its messages. Events are facts: they are never changed. */
export type EntryEvent =
  | {
      type: 'opened'
      channel: Channel
      priority: Priority
      onBehalf?: boolean
      answered?: boolean
      follows?: string
    }
  | { type: 'status'; from: CaseStatus; to: CaseStatus; closeReason?: CloseReason }
  | { type: 'priority'; from: Priority; to: Priority; reason?: string }
  | { type: 'line'; from: number; to: number; reason?: string }
  | { type: 'assignee'; to: string | null }
  | {
      type: 'classified'
      caseType: string | null
      topic: string | null
      product: string | null
      pool?: 'drawn' | 'refunded'
    }
  | { type: 'followed_up'; reference: string }
  | { type: 'mail_adopted'; receivedAt: string; from: string; verified: boolean }

/** Events that a customer reads too; the rest is the desk's own. */
export function visibilityOf(event: EntryEvent): 'public' | 'internal' {
  if (event.type === 'line' || event.type === 'assignee' || event.type === 'mail_adopted') return 'internal'
  return 'public'
}
