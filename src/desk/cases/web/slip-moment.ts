import { clockTime, weekdayLong, type TimeFormat } from '#web/time/time-words.ts'

/** "Wednesday, 14:20": a promise as the largest text of a page. */
export function slipMoment(at: string, format: TimeFormat): string {
  const instant = Date.parse(at)
  return `${weekdayLong(instant, format)}, ${clockTime(instant, format)}`
}
