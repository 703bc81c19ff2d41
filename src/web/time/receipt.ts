import { shortClause } from '../words/short-clause.ts'
import type { ReceiptStep } from './receipt-step.ts'
import { clockFace, type ClockFace, type ClockView } from './clock-face.ts'
import { clockTime, sumWords, weekdayAndDay, type Say, type TimeFormat } from './time-words.ts'

/** How a due time came about (SPEC 4.7). Instants are ISO 8601. */
export type Receipt = {
  face: ClockFace
  dueAt: string | null
  startedAt?: string | null | undefined
  stoppedAt?: string | null | undefined
  sentence: string
  steps: ReceiptStep[]
  usedMs?: number | undefined
  leftMs?: number | undefined
  clause?: { text: string; href?: string | undefined; note?: string | undefined } | undefined
  calendar?: string | undefined
  customerName?: string | undefined
  /** The sentence the customer reads, in the customer's own zone. */
  customerReads?: string | undefined
  /** The zone the stretches are read in; the reader's own when absent. */
  timeZone?: string | undefined
}

/** The receipt of a clock that came with its explanation; undefined where it has none. */
export function receiptOf(clock: ClockView, now: number): Receipt | undefined {
  const { explanation } = clock
  if (explanation === undefined) return undefined
  const target = clock.targetMinutes == null ? undefined : clock.targetMinutes * 60_000
  const used = clock.elapsedMs ?? undefined
  const live = clock.state === 'running' || clock.state === 'paused'
  return {
    face: clockFace(clock, now),
    dueAt: clock.dueAt,
    startedAt: clock.startedAt,
    stoppedAt: clock.stoppedAt,
    sentence: explanation.sentence,
    steps: explanation.steps ?? [],
    usedMs: used,
    leftMs: live && target !== undefined && used !== undefined ? Math.max(0, target - used) : undefined,
    clause: clock.clause == null ? undefined : { text: shortClause(clock.clause) },
    calendar: explanation.hours,
    timeZone: explanation.timeZone,
  }
}

/** A line as printed: the day only where it changes, the span of hours, the sum at the right edge. */
export type ReceiptRow = { key: string; day: string; text: string; sum: string; paused: boolean }

/** The printed lines of a receipt. */
export function receiptRows(steps: ReceiptStep[], say: Say, format: TimeFormat): ReceiptRow[] {
  let lastDay = ''
  return steps
    .filter((step) => step.kind !== 'closed')
    .map((step) => {
      const from = Date.parse(step.from)
      const to = Date.parse(step.to)
      const day = weekdayAndDay(from, format)
      const endDay = weekdayAndDay(to, format)
      const times = { from: clockTime(from, format), to: endTime(to, day === endDay, format) }
      const row = {
        key: `${step.kind}-${step.from}`,
        day: day === lastDay ? '' : day,
        text: step.kind === 'paused' ? say('clock.waiting', times) : `${times.from}–${times.to}`,
        sum: step.kind === 'paused' ? say('clock.zero') : sumWords(step.countedMs / 1_000, say),
        paused: step.kind === 'paused',
      }
      lastDay = day
      return row
    })
}

/** The sum under the double rule: what the stretches add up to. */
export function receiptTotal(steps: ReceiptStep[], say: Say): string {
  return sumWords(steps.reduce((sum, step) => sum + step.countedMs, 0) / 1_000, say)
}

function endTime(to: number, sameDay: boolean, format: TimeFormat): string {
  const time = clockTime(to, format)
  if (sameDay) return time
  return time === '00:00' && sameDayBefore(to, format) ? '24:00' : `${weekdayAndDay(to, format)} ${time}`
}

/** Midnight that closes a day reads 24:00 on that day's own line. */
function sameDayBefore(to: number, format: TimeFormat): boolean {
  return weekdayAndDay(to - 1_000, format) !== weekdayAndDay(to, format)
}
