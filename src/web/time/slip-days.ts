import { shareOfDay, zonedDay, type Span } from './day-rule.ts'
import type { ReceiptStep } from './receipt-step.ts'

/** One day of the reader's zone in which a promise counts. Instants in epoch milliseconds. */
export type CountedDay = { day: Span; counted: Span[]; countedMs: number; isLast: boolean }

/** Splits a promise's counted stretches at the reader's midnights; days that count nothing are left out. */
export function countedDays(steps: ReceiptStep[], timeZone?: string): CountedDay[] {
  const days: CountedDay[] = []
  for (const step of steps) {
    if (step.kind !== 'counted') continue
    const end = Date.parse(step.to)
    for (let from = Date.parse(step.from); from < end;) {
      const day = zonedDay(from, timeZone)
      const to = Math.min(end, day.to)
      const known = days.find((one) => one.day.from === day.from)
      if (known === undefined)
        days.push({ day, counted: [{ from, to }], countedMs: to - from, isLast: false })
      else {
        known.counted.push({ from, to })
        known.countedMs += to - from
      }
      from = to
    }
  }
  return days.map((one, index) => ({ ...one, isLast: index === days.length - 1 }))
}

/** The days a slip has room for: the first ones and always the last. */
export function daysWithRoom(days: CountedDay[], room: number): CountedDay[] {
  return days.length <= room ? days : [...days.slice(0, room - 1), ...days.slice(-1)]
}

/** Whether an instant lies in a day; the midnight that ends it does. */
export function endsInDay(day: Span, at: number): boolean {
  const share = shareOfDay(day, at)
  return share > 0 && share <= 1
}
