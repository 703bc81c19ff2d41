import { clockTime, shortDate, weekdayShort } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'

/** "Thu 1 Jan 2027, 01:00": an ISO instant in the reader's zone, the year only where it is not this one. */
export function useMomentWords(): (at: string) => string {
  const now = useNow()
  const { format } = useWords()
  return (at) => {
    const instant = Date.parse(at)
    return `${weekdayShort(instant, format)} ${shortDate(instant, now, format)}, ${clockTime(instant, format)}`
  }
}
