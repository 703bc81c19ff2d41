import { z } from 'zod'
import type { OutgoingItem } from './outgoing-contract.ts'

/** What a mail is for, as far as it counts for how much may leave. */
export type MailShare = 'getting_in' | 'replies' | 'news' | 'strangers' | 'help'

/** One place in a counter: of a share, to an address or (empty) all together, in an hour or a day. */
export type BudgetPlace = {
  share: MailShare | 'all'
  address: string
  span: 'hour' | 'day'
  /** ISO 8601 in UTC. */
  beginsAt: string
  endsAt: string
  /** So many may leave in it. */
  most: number
}

export const perHourLimits = { min: 20, max: 1_000_000 }
export const perHourInput = z.number().int().min(perHourLimits.min).max(perHourLimits.max)

/** Of the whole installation, where no admin has said otherwise. */
export const usualPerHour = 2_000

/** To one address. Who gets more than this is flooded, whoever does it. */
const toOne: Readonly<Record<MailShare, { hour?: number; day: number }>> = {
  getting_in: { hour: 10, day: 30 },
  replies: { hour: 60, day: 300 },
  news: { hour: 120, day: 600 },
  strangers: { day: 1 },
  // Each was decided by a colleague, and carries words of ours alone.
  help: { day: 3 },
}

type Kind = OutgoingItem['kind']

const gettingIn: readonly Kind[] = ['sign_in_link', 'password_reset', 'invitation', 'security_notice']
/** What a customer waits for; all the rest tells of it. */
export const replyKinds: readonly Kind[] = ['reply', 'case_received']
/** Of our own words, so that they carry nobody's message: the only mail to who is no contact and no colleague. */
const toStrangers: Readonly<Partial<Record<Kind, MailShare>>> = {
  triage_answer: 'strangers',
  self_help: 'help',
}

export function isGettingIn(kind: Kind): boolean {
  return gettingIn.includes(kind)
}

/**
 * The share a mail counts for; null for what may not leave at all.
 * @param isKnown the address is a current contact's or colleague's
 */
export function shareOf(kind: Kind, isKnown: boolean): MailShare | null {
  if (!isKnown) return toStrangers[kind] ?? null
  if (isGettingIn(kind)) return 'getting_in'
  return replyKinds.includes(kind) ? 'replies' : 'news'
}

const hourMs = 3_600_000

/**
 * Every place that a mail takes when it leaves, in the order in which they are taken: the address's own first.
 * Getting in has a share of its own beside what all the rest may use, and news never takes the last fifth, so
 * that a flood of it keeps nobody from signing in and no reply from leaving.
 */
export function placesOf(share: MailShare, address: string, perHour: number, now: Date): BudgetPlace[] {
  const place = (whose: MailShare | 'all', of: string, span: 'hour' | 'day', most: number): BudgetPlace => {
    const lengthMs = span === 'hour' ? hourMs : 24 * hourMs
    const begins = Math.floor(now.getTime() / lengthMs) * lengthMs
    const [beginsAt, endsAt] = [begins, begins + lengthMs].map((ms) => new Date(ms).toISOString())
    return { share: whose, address: of, span, beginsAt: beginsAt ?? '', endsAt: endsAt ?? '', most }
  }
  const { hour, day } = toOne[share]
  const own = [
    ...(hour === undefined ? [] : [place(share, address, 'hour', hour)]),
    place(share, address, 'day', day),
  ]
  if (share === 'getting_in')
    return [...own, place(share, '', 'hour', Math.max(100, Math.floor(perHour / 10)))]
  const news = share === 'replies' ? [] : [place('news', '', 'hour', Math.floor(perHour * 0.8))]
  return [...own, ...news, place('all', '', 'hour', perHour)]
}

export type SuspensionKind = 'soft' | 'complaint' | 'hard'

/** Whoever complained still gets what lets them in; an address that takes nothing gets nothing. */
export function isHeldBack(suspension: SuspensionKind, kind: Kind): boolean {
  return suspension !== 'complaint' || !isGettingIn(kind)
}

/** Which one counts where an address is suspended for two reasons. */
export function isGraver(one: SuspensionKind, other: SuspensionKind): boolean {
  const order: readonly SuspensionKind[] = ['soft', 'complaint', 'hard']
  return order.indexOf(one) > order.indexOf(other)
}

/** So many soft bounces in a row, within seven days. */
export const softBouncesInARow = 5
export const softBounceDays = 7

/**
 * Whether an address that bounces softly is given a rest: of its latest mail, up to the last that came back, as
 * many in a row came back. One that was taken in between starts the count anew.
 * @param cameBack of each mail to it within the days that count, oldest first
 */
export function isRestDue(cameBack: readonly boolean[]): boolean {
  const counted = cameBack.slice(0, cameBack.lastIndexOf(true) + 1).slice(-softBouncesInARow)
  return counted.length === softBouncesInARow && counted.every(Boolean)
}

/** A mail that was held longer leaves only when somebody asks: it tells people what they know by now. */
export const leavesWithinDays = 3
