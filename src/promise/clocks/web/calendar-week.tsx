import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import { type Stretch, supportWeek } from '#promise/packages/domain/support-week.ts'
import { weekdayShort } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import classes from './calendars.module.css'
import { useCalendarWords } from './use-calendar-words.ts'

/** A Monday; only its name is shown. */
const monday = Date.UTC(2026, 0, 5, 12)
const day = 86_400_000

/** Seven days of the zone, midnight to midnight, with what is open painted and in words. */
export function CalendarWeek({ hours, zone }: { hours: SupportHours; zone: string }) {
  const t = useCalendarWords()
  const { format } = useWords('UTC')
  const now = useNow()
  const { days } = supportWeek({ hours, coverageZone: zone, readerZone: zone, now })
  return (
    <div className={classes.week}>
      <div className={classes.hours} aria-hidden="true">
        {[0, 6, 12, 18, 24].map((hour) => (
          <span key={hour} style={{ left: `${(hour / 24) * 100}%` }}>
            {String(hour).padStart(2, '0')}
          </span>
        ))}
      </div>
      <dl>
        {days.map((stretches, index) => (
          <div key={monday + index * day} className={classes.weekday}>
            <dt>{weekdayShort(monday + index * day, format)}</dt>
            <dd>
              <span className={classes.paint} aria-hidden="true">
                {stretches.map(({ from, to }) => (
                  <i
                    key={from}
                    style={{ left: `${(from / 1440) * 100}%`, width: `${((to - from) / 1440) * 100}%` }}
                  />
                ))}
              </span>
              <span className={classes.times} data-closed={stretches.length === 0 || undefined}>
                {stretches.length === 0 ? t('closed') : stretches.map(timesOf).join(', ')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function timesOf({ from, to }: Stretch): string {
  return `${clock(from)}–${clock(to)}`
}

function clock(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':')
}
