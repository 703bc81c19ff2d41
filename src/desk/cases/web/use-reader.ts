import { useMe } from '#people/auth/web/use-me.ts'
import { useHoursWords } from '#promise/agreements/web/use-hours-words.ts'
import { zonedDay } from '#web/time/day-rule.ts'
import { clockTime, shortDate, weekdayLong, type TimeFormat } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import { usePortalWords } from './use-portal-words.ts'

/** The reader's own clock: their zone's formats, now, and how a moment is said. */
export function useReader() {
  const me = useMe()
  const now = useNow()
  const { say, format } = useWords(me.timeZone)
  const { yourTime, hoursWords, exceptionWords } = useHoursWords(me.timeZone)
  const t = usePortalWords()
  const moment = (at: string): string => momentWords(Date.parse(at), now, format)
  const when = (at: string): string => {
    const { day, time } = momentParts(Date.parse(at), now, format)
    return day === undefined ? t('when.today', { time }) : t('when.other', { day, time })
  }
  return { me, now, say, format, moment, when, yourTime, hoursWords, exceptionWords }
}

/** "11:41" today, "Wednesday 14:20" within six days, else "28 Nov 14:20". */
export function momentWords(at: number, now: number, format: TimeFormat): string {
  const { day, time } = momentParts(at, now, format)
  return day === undefined ? time : `${day} ${time}`
}

function momentParts(at: number, now: number, format: TimeFormat): { day: string | undefined; time: string } {
  const today = zonedDay(now, format.timeZone)
  const time = clockTime(at, format)
  if (at >= today.from && at < today.to) return { day: undefined, time }
  const isNear = Math.abs(at - now) < 6 * 86_400_000
  return { day: isNear ? weekdayLong(at, format) : shortDate(at, now, format), time }
}
