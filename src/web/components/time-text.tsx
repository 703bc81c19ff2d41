import {
  ageWords,
  clockTime,
  fullMoment,
  shortDate,
  shortMoment,
  type Say,
  type TimeFormat,
} from '../time/time-words.ts'
import { useNow } from '../time/use-now.ts'
import { useWords } from '../words/use-words.ts'

/** How a moment reads: "4 min", "14:32", "Fri 12:40", "Saturday 28 Nov, 14:32", "28 Nov". */
export type TimeStyle = 'age' | 'time' | 'moment' | 'full' | 'date'

type TimeTextProps = {
  /** ISO 8601. */
  at: string
  as?: TimeStyle
  timeZone?: string | undefined
  className?: string | undefined
}

/** A moment in the reader's own zone, exact for machines and in full on hover. */
export function TimeText({ at, as = 'moment', timeZone, className }: TimeTextProps) {
  const now = useNow()
  const { say, format } = useWords(timeZone)
  const instant = Date.parse(at)
  return (
    <time dateTime={at} className={className} title={fullMoment(instant, format)}>
      {momentText(instant, as, now, say, format)}
    </time>
  )
}

function momentText(at: number, style: TimeStyle, now: number, say: Say, format: TimeFormat): string {
  switch (style) {
    case 'age':
      return ageWords(at, now, say, format)
    case 'time':
      return clockTime(at, format)
    case 'full':
      return fullMoment(at, format)
    case 'date':
      return shortDate(at, now, format)
    case 'moment':
      return Math.abs(now - at) < 12 * 3_600_000 ? clockTime(at, format) : shortMoment(at, now, format)
  }
}
