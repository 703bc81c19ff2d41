import type { DigestRhythm } from './digest-due.ts'
import type { Choice, NotificationKind } from './notification-kinds.ts'
import { type QuietHours, quietUntil } from './quiet-until.ts'

/** When a person wants their mail, on their own wall. */
export type MailTimes = {
  digest: DigestRhythm
  digestHour: number
  quiet: QuietHours
  /** A promise that is missed, or will be soon, is told even in quiet hours. */
  urgentAnyway: boolean
}

export type Reader = { choice: Choice; times: MailTimes; timeZone: string }
export type Piece = {
  kind: NotificationKind
  /** The news itself is a mail to them already. */
  carried: boolean
  /** When it happened, epoch milliseconds. */
  at: number
}

export type Delivery = {
  inApp: boolean
  mail: 'none' | 'due' | 'digest'
  /** When the mail may leave, epoch milliseconds; null where it is not `due`. */
  mailAt: number | null
  why: 'carried' | 'off' | 'old' | 'now' | 'urgent' | 'quiet' | 'digest' | 'no_digest'
}

/** What is promised to a customer does not wait for the morning. */
const urgent: readonly NotificationKind[] = ['clock_breached', 'clock_warning']

/** Clocks run out together, above all after a stop: their mail gathers for this many times the usual wait. */
const ofClocks: readonly NotificationKind[] = [...urgent, 'target_missed', 'target_warning']
const gatheringWaits = 6

/** Mail about what is older than this tells nobody anything new. */
const oldAfterMs = 24 * 3_600_000

/**
 * How one piece of news reaches one person: in the app as they chose, by mail now, later, gathered, or never.
 * @param graceMs how long mail waits for what happens right after it, and for who reads it in the app at once
 */
export function howToTell(
  piece: Piece,
  { choice, times, timeZone }: Reader,
  now: number,
  graceMs = 0,
): Delivery {
  const without = (why: Delivery['why']): Delivery => ({
    inApp: choice.inApp,
    mail: 'none',
    mailAt: null,
    why,
  })
  if (piece.carried) return without('carried')
  if (choice.mail === 'off') return without('off')
  if (now - piece.at > oldAfterMs) return without('old')
  if (choice.mail === 'digest') {
    if (times.digest === 'none') return without('no_digest')
    return { ...without('digest'), mail: 'digest' }
  }
  const mailAt = leavesAt(piece.kind, now, graceMs)
  const end = quietUntil(now, times.quiet, timeZone)
  if (end === null) return { ...without('now'), mail: 'due', mailAt }
  if (urgent.includes(piece.kind) && times.urgentAnyway) return { ...without('urgent'), mail: 'due', mailAt }
  return { ...without('quiet'), mail: 'due', mailAt: end }
}

/** Everything about clocks that one span of time brings is due at its end, and so comes as one mail. */
function leavesAt(kind: NotificationKind, now: number, graceMs: number): number {
  const span = graceMs * gatheringWaits
  if (span === 0 || !ofClocks.includes(kind)) return now + graceMs
  return Math.ceil((now + graceMs) / span) * span
}

/** What holds for who has chosen nothing: contacts get a digest in the morning, staff none. */
export function usualTimes(audience: 'staff' | 'contact'): MailTimes {
  return {
    digest: audience === 'contact' ? 'daily' : 'none',
    digestHour: 8,
    quiet: { hours: null, days: [] },
    urgentAnyway: true,
  }
}
