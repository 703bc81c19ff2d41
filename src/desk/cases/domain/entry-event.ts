import type { Channel, Priority } from '#desk/cases/domain/contract.ts'
import type { LinkKind } from '#desk/cases/domain/work-contract.ts'
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
  | {
      type: 'status'
      from: CaseStatus
      to: CaseStatus
      closeReason?: CloseReason
      /** Takes back the status before it: for the clocks, neither happened. */
      takesBack?: true
    }
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
  /** What was refused was waived, for this once. */
  | { type: 'waived'; reason: string; reasons: { code: string; text: string }[] }
  | { type: 'followed_up'; reference: string }
  /** A mail would have reopened it, as so many have within a day: people decide (LO-05). */
  | { type: 'reopening_held'; reopened: number }
  /** A service that was asked for on request; `until` is its first day without, `YYYY-MM-DD`. */
  | { type: 'service_approved'; service: string; name: string; until?: string }
  | { type: 'service_declined'; service: string; name: string }
  | { type: 'service_revoked'; service: string; name: string; reason: string }
  | { type: 'privacy'; isPrivate: boolean }
  | { type: 'priority_asked' | 'priority_declined'; to: Priority; reason: string }
  /** Moved among the account's ranked cases. Where to is not said: others may be ranked that a reader does not see. */
  | { type: 'ranked'; to: 'added' | 'removed' | 'up' | 'down' }
  | { type: 'contested'; about: 'rank' | 'priority'; reason: string }
  | { type: 'contest_settled'; about: 'rank' | 'priority'; outcome: 'kept' | 'lowered'; reason?: string }
  | { type: 'mail_adopted'; receivedAt: string; from: string; verified: boolean; onCase?: true }
  /** Who asked, or watched, turned out to be the same person as another contact; or that was undone. */
  | { type: 'contact_merged' | 'contact_parted'; as: 'asker' | 'watcher'; from: string; to: string }
  | {
      type: 'call'
      by: 'phone' | 'live_session'
      startedAt: string
      minutes: number
      spokeWith: string
      /** The case was opened in it. */
      opened?: true
      /** What was decided about the channel, and the words of its reasons. */
      outcome: string
      reasons: string[]
    }
  | { type: 'snoozed'; until: string; reason: string }
  | { type: 'woke'; because: 'time' | 'customer' | 'staff' }
  | { type: 'linked' | 'unlinked'; kind: LinkKind; outward: boolean; reference: string }

const deskOnly = new Set<EntryEvent['type']>([
  'line',
  'assignee',
  'mail_adopted',
  'reopening_held',
  'contact_merged',
  'contact_parted',
  'call',
  'waived',
  'snoozed',
  'woke',
  'linked',
  'unlinked',
])

/** Events that a customer reads too; the rest is the desk's own. */
export function visibilityOf(event: EntryEvent): 'public' | 'internal' {
  return deskOnly.has(event.type) ? 'internal' : 'public'
}
