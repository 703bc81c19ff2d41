import type { ReceiptStep } from './receipt-step.ts'
import { durationWords, timeLeft, timeOver, type Say, type TimeFormat } from './time-words.ts'

export type ClockExplanationView = {
  sentence: string
  timeZone?: string | undefined
  hours?: string | undefined
  steps?: ReceiptStep[] | undefined
}

/** One clock of a case as the kit draws it; the wire's clock fits. Instants are ISO 8601. */
export type ClockView = {
  kind: 'first_response' | 'next_response' | 'resolution' | 'line'
  state: 'running' | 'paused' | 'met' | 'breached' | 'cancelled'
  /** Null while paused. */
  dueAt: string | null
  guaranteed?: boolean | undefined
  startedAt?: string | null | undefined
  /** When it was met or stopped late; a breached clock without it still runs. */
  stoppedAt?: string | null | undefined
  targetMinutes?: number | null | undefined
  /** Working milliseconds counted so far. */
  elapsedMs?: number | null | undefined
  /** Why it is due then (SPEC 4.7); with it the clock can be opened. */
  explanation?: ClockExplanationView | undefined
  clause?: string | null | undefined
}

/** The six looks of a chip, and `cancelled`, which draws none. */
export type ClockFace = 'track' | 'soon' | 'imminent' | 'overdue' | 'paused' | 'met' | 'missed' | 'cancelled'

const minute = 60_000

/** Due soon: the last quarter or 15 minutes, whichever is longer, at most half of the target. */
function soonMinutes(targetMinutes: number): number {
  return Math.min(Math.max(targetMinutes * 0.25, 15), targetMinutes * 0.5)
}

/** Imminent: the last tenth or 5 minutes, whichever is longer, at most a quarter of the target. */
function imminentMinutes(targetMinutes: number): number {
  return Math.min(Math.max(targetMinutes * 0.1, 5), targetMinutes * 0.25)
}

/** Which of the looks a clock has now; without a target, an hour's thresholds apply. */
export function clockFace(clock: ClockView, now: number): ClockFace {
  if (clock.state === 'cancelled' || clock.state === 'paused' || clock.state === 'met') return clock.state
  if (clock.state === 'breached' && clock.stoppedAt != null) return 'missed'
  if (clock.dueAt === null) return clock.state === 'breached' ? 'overdue' : 'track'
  const leftMinutes = (Date.parse(clock.dueAt) - now) / minute
  if (leftMinutes <= 0 || clock.state === 'breached') return 'overdue'
  const target = clock.targetMinutes ?? 60
  if (leftMinutes <= imminentMinutes(target)) return 'imminent'
  return leftMinutes <= soonMinutes(target) ? 'soon' : 'track'
}

/** The words of a chip: `metric` in regular, `time` in semibold, as "First reply" and "52 min". */
export type ClockWords = { metric: string; time: string }

/** Words for a chip; the same in every list, so that people learn them once. */
export function clockWords(clock: ClockView, now: number, say: Say, format: TimeFormat): ClockWords {
  const face = clockFace(clock, now)
  const metric = say(`clock.kind.${clock.kind}`)
  const dueAt = clock.dueAt === null ? now : Date.parse(clock.dueAt)
  switch (face) {
    case 'paused':
      return { metric: say('clock.paused', { metric }), time: pausedTime(clock, say) }
    case 'met':
      return { metric: say('clock.met', { metric }), time: took(clock, say) }
    case 'missed':
      return { metric: say('clock.missed', { metric }), time: missedBy(clock, say) }
    case 'overdue':
      return { metric, time: timeOver(dueAt, now, say) }
    case 'imminent':
      return { metric, time: say('clock.imminent', { span: timeLeft(dueAt, now, say, format) }) }
    case 'cancelled':
      return { metric, time: say('clock.cancelled') }
    default:
      return clock.dueAt === null ? { metric, time: '' } : { metric, time: timeLeft(dueAt, now, say, format) }
  }
}

/**
 * Words where the metric already stands above the chip, as on the case page:
 * "Due in 24 min", "Due Sat 14:32", "Met in 42 min".
 */
export function clockWordsBelowName(clock: ClockView, now: number, say: Say, format: TimeFormat): ClockWords {
  const face = clockFace(clock, now)
  const { time } = clockWords(clock, now, say, format)
  if (face === 'met') return { metric: say(time === '' ? 'clock.metAlone' : 'clock.metIn'), time }
  if (face === 'missed') return { metric: say(time === '' ? 'clock.missedAlone' : 'clock.missedBy'), time }
  if (face === 'paused') return { metric: say('clock.pausedAlone'), time }
  if (face === 'overdue' || face === 'cancelled' || clock.dueAt === null) return { metric: '', time }
  const dayAhead = Date.parse(clock.dueAt) - now >= 24 * 60 * minute
  return { metric: say(dayAhead ? 'clock.due' : 'clock.dueIn'), time }
}

/** Share of the promise used, 0 to 1, by wall clock between start and due time; undefined where unknown. */
export function clockShareUsed(clock: ClockView, now: number): number | undefined {
  if (clock.startedAt == null || clock.dueAt === null) return undefined
  const start = Date.parse(clock.startedAt)
  const due = Date.parse(clock.dueAt)
  const end = clock.stoppedAt == null ? now : Date.parse(clock.stoppedAt)
  return due <= start ? undefined : Math.min(1, Math.max(0, (end - start) / (due - start)))
}

function pausedTime(clock: ClockView, say: Say): string {
  if (clock.targetMinutes == null || clock.elapsedMs == null) return ''
  const left = Math.max(0, clock.targetMinutes * minute - clock.elapsedMs)
  return say('clock.left', { span: durationWords(left, say) })
}

function took(clock: ClockView, say: Say): string {
  if (clock.startedAt == null || clock.stoppedAt == null) return ''
  return durationWords(Date.parse(clock.stoppedAt) - Date.parse(clock.startedAt), say)
}

function missedBy(clock: ClockView, say: Say): string {
  if (clock.dueAt === null || clock.stoppedAt == null) return ''
  return durationWords(Date.parse(clock.stoppedAt) - Date.parse(clock.dueAt), say)
}
