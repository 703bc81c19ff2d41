import type { ClockFace } from './clock-face.ts'
import { clockTime, sumWords, weekdayAndDay, type Say, type TimeFormat } from './time-words.ts'

/** One line of the sum: working time counted, or time that was paused and counts 0. */
export type ReceiptStep = {
  kind: 'counted' | 'paused'
  from: string
  to: string
  seconds: number
  reason?: string | undefined
}

/** How a due time came about (SPEC 4.7). Instants are ISO 8601, spans seconds of working time. */
export type Receipt = {
  face: ClockFace
  dueAt: string | null
  sentence: string
  steps: ReceiptStep[]
  startedAt?: string | null | undefined
  stoppedAt?: string | null | undefined
  totalSeconds?: number | null | undefined
  usedSeconds?: number | null | undefined
  leftSeconds?: number | null | undefined
  clause?: { text: string; href?: string | undefined; note?: string | undefined } | undefined
  calendar?: string | undefined
  customerName?: string | undefined
  /** The sentence the customer reads, in the customer's own zone. */
  customerReads?: string | undefined
  /** The zone the stretches are read in; the reader's own when absent. */
  timeZone?: string | undefined
}

/** A line as printed: the day only where it changes, the span of hours, the sum at the right edge. */
export type ReceiptRow = { key: string; day: string; text: string; sum: string; paused: boolean }

/** The printed lines of a receipt. */
export function receiptRows(steps: ReceiptStep[], say: Say, format: TimeFormat): ReceiptRow[] {
  let lastDay = ''
  return steps.map((step) => {
    const from = Date.parse(step.from)
    const to = Date.parse(step.to)
    const day = weekdayAndDay(from, format)
    const endDay = weekdayAndDay(to, format)
    const times = { from: clockTime(from, format), to: endTime(to, day === endDay, format) }
    const row = {
      key: `${step.kind}-${step.from}`,
      day: day === lastDay ? '' : day,
      text: step.kind === 'paused' ? say('clock.waiting', times) : `${times.from}–${times.to}`,
      sum: step.kind === 'paused' ? say('clock.zero') : sumWords(step.seconds, say),
      paused: step.kind === 'paused',
    }
    lastDay = day
    return row
  })
}

/** The sum under the double rule: the given total, else what the stretches add up to. */
export function receiptTotal(receipt: Pick<Receipt, 'steps' | 'totalSeconds'>, say: Say): string {
  const counted = receipt.steps.filter((step) => step.kind === 'counted')
  const sum = counted.reduce((seconds, step) => seconds + step.seconds, 0)
  return sumWords(receipt.totalSeconds ?? sum, say)
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
