import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { weekdayShort } from '#web/time/time-words.ts'
import { useWords } from '#web/words/use-words.ts'
import { type HoursRow, openMinutes, weekOf } from '../domain/hours-week.ts'
import classes from './calendars.module.css'
import { useCalendarWords } from './use-calendar-words.ts'

/** A Monday; only its name is shown. */
const monday = Date.UTC(2026, 0, 5, 12)
const day = 86_400_000

/** Seven ordinary days of the zone, midnight to midnight, with what is open painted and in words. */
export function CalendarWeek({ calendar }: { calendar: Calendar }) {
  const t = useCalendarWords()
  const { format } = useWords('UTC')
  const week = weekOf(calendar)
  const painted = openMinutes(week)
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
        {week.map((rows, index) => (
          <div key={monday + index * day} className={classes.weekday}>
            <dt>{weekdayShort(monday + index * day, format)}</dt>
            <dd>
              <span className={classes.paint} aria-hidden="true">
                {(painted[index] ?? []).map(({ from, to }) => (
                  <i
                    key={from}
                    style={{ left: `${(from / 1440) * 100}%`, width: `${((to - from) / 1440) * 100}%` }}
                  />
                ))}
              </span>
              <span className={classes.times} data-closed={rows.length === 0 || undefined}>
                {rows.length === 0 ? t('closed') : rows.map(timesOf).join(', ')}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function timesOf({ from, to }: HoursRow): string {
  return `${from}–${to}`
}
