import { countedDays, daysWithRoom, endsInDay } from '../time/slip-days.ts'
import type { ReceiptStep } from '../time/receipt-step.ts'
import { clockTime, sumWords, weekdayLong, weekdayShort } from '../time/time-words.ts'
import { useWords } from '../words/use-words.ts'
import type { IsoSpan } from './day-rule.tsx'
import type { SlipDay } from './promise-slip.tsx'

type SlipDaysInput = {
  /** The promise's steps as they came over the wire. */
  steps: ReceiptStep[]
  dueAt: string
  /** All open hours of those days, where known; the promise's own stretches otherwise. */
  open?: IsoSpan[]
  timeZone?: string | undefined
}

const room = 4

/** The day rules of a promise slip, made from the steps of a promised clock. */
export function useSlipDays({ steps, dueAt, open = [], timeZone }: SlipDaysInput): SlipDay[] {
  const { say, format } = useWords(timeZone)
  const due = Date.parse(dueAt)
  return daysWithRoom(countedDays(steps, timeZone), room).map(({ day, counted, countedMs }) => {
    const sum = sumWords(countedMs / 1_000, say)
    const spans = counted.map((span) => ({
      from: new Date(span.from).toISOString(),
      to: new Date(span.to).toISOString(),
    }))
    const hours = counted
      .map((span) => `${clockTime(span.from, format)}–${clockTime(span.to, format)}`)
      .join(', ')
    return {
      name: weekdayShort(day.from, format),
      sum,
      at: new Date(day.from).toISOString(),
      timeZone,
      open,
      counted: spans,
      due: endsInDay(day, due) ? [{ at: dueAt }] : [],
      label: say('day.counts', { day: weekdayLong(day.from, format), hours, sum }),
    }
  })
}
