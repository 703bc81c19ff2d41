import { useState } from 'react'
import { NativeSelect, TextInput } from '@mantine/core'
import { calendarProblems } from '#promise/calendars/domain/calendar.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { parseDuration } from '#promise/packages/domain/parse-duration.ts'
import { duration, zoneName } from '#promise/packages/domain/page-words.ts'
import { DayRule } from '#web/components/day-rule.tsx'
import {
  clockTime,
  dayAndMonth,
  durationWords,
  fullMoment,
  sumWords,
  weekdayAndDay,
  weekdayShort,
} from '#web/time/time-words.ts'
import { serverNow } from '#web/time/server-clock.ts'
import { useNow } from '#web/time/use-now.ts'
import { useWords } from '#web/words/use-words.ts'
import type { Priority } from '../domain/clock-policy.ts'
import type { NamedHours } from '../domain/hours-draft.ts'
import { type Tried, type TriedDay, tryClock } from '../domain/try-clock.ts'
import classes from './calendars.module.css'
import { useCalendarWords } from './use-calendar-words.ts'
import { instantOf, wallTime } from './wall-time.ts'

const priorities = ['high', 'medium', 'low'] as const
const choices = [...priorities, 'other'] as const

type Choice = Priority | 'other'
/** A year, in minutes. */
const longestTarget = 525_600

type TryProps = {
  terms: PackageVersion
  zone: string
  /** The hours it is tried in, published or still being written. */
  hours: NamedHours
}

/** A case that might arrive: when its first reply would be due, and why, day by day of the coverage zone. */
export function CalendarTry({ terms, zone, hours }: TryProps) {
  const t = useCalendarWords()
  const now = useNow()
  const [moment, setMoment] = useState(() => wallTime(serverNow(), zone))
  const [choice, setChoice] = useState<Choice>('medium')
  const [span, setSpan] = useState('4 h')
  const at = instantOf(moment, zone)
  const typed = parseDuration(span) ?? 0
  const isTyped = typed > 0 && typed <= longestTarget
  const minutes = choice === 'other' ? typed : undefined
  const isNeverOpen = calendarProblems(hours.calendar).length > 0
  const isAsked = at !== undefined && !isNeverOpen && (choice !== 'other' || isTyped)
  const priority = choice === 'other' ? 'medium' : choice
  const tried = isAsked
    ? tryClock({ terms, zone, priority, kind: 'firstResponse', at, calendar: hours.calendar, minutes })
    : null
  const label = (one: Priority): string => {
    const target = terms.firstResponse[one]
    if (target === null) return t('noTarget', { priority: t(one) })
    return t('target', { priority: t(one), span: duration(target.minutes) })
  }
  return (
    <aside className={classes.try} aria-labelledby="try-it">
      <h2 id="try-it">{t('try')}</h2>
      <div className={classes.inputs}>
        <TextInput
          type="datetime-local"
          label={t('arrives', { name: terms.name, zone: zoneName(zone, now) })}
          value={moment}
          min="2000-01-01T00:00"
          max="2199-12-31T23:59"
          error={at === undefined && t('badMoment')}
          onChange={({ currentTarget: { value } }) => setMoment(value)}
        />
        <NativeSelect
          label={t('priority')}
          value={choice}
          data={[
            ...priorities.map((value) => ({ value, label: label(value) })),
            { value: 'other', label: t('other') },
          ]}
          onChange={({ currentTarget: { value } }) =>
            setChoice(choices.find((one) => one === value) ?? 'medium')
          }
        />
        {choice === 'other' && (
          <TextInput
            label={t('minutes')}
            value={span}
            error={!isTyped && t('badMinutes')}
            onChange={({ currentTarget: { value } }) => setSpan(value)}
          />
        )}
      </div>
      {isNeverOpen && (
        <div className={classes.answer} aria-live="polite">
          <p className={classes.due}>{t('neverOpen')}</p>
          <p className={classes.quiet}>{t('neverOpenText')}</p>
        </div>
      )}
      {at !== undefined && tried !== null && (
        <Answer
          tried={tried}
          at={at}
          terms={terms}
          zone={zone}
          names={hours.names}
          isFree={choice === 'other'}
        />
      )}
    </aside>
  )
}

type AnswerProps = {
  tried: Tried
  at: number
  terms: PackageVersion
  zone: string
  /** What dates are called. */
  names: Readonly<Record<string, string>>
  /** The target was typed. */
  isFree: boolean
}

function Answer({ tried: { explanation, days }, at, terms, zone, names, isFree }: AnswerProps) {
  const t = useCalendarWords()
  const { say, format } = useWords(zone)
  const reader = useWords()
  const { dueAt, totalCountedMs, guaranteed } = explanation
  if (dueAt === null)
    return (
      <div className={classes.answer} aria-live="polite">
        <p className={classes.due}>{t('nothing')}</p>
        <p className={classes.quiet}>{t('nothingText', { name: terms.name })}</p>
      </div>
    )
  return (
    <>
      <div className={classes.answer} aria-live="polite">
        <p className={classes.quiet}>{t('due')}</p>
        <p className={classes.due}>
          {weekdayShort(dueAt, format)} {dayAndMonth(dueAt, format)}, {clockTime(dueAt, format)}
        </p>
        <p className={classes.quiet}>
          {t('forYou', { moment: fullMoment(dueAt, reader.format) })}
          {!guaranteed && ` ${t(isFree ? 'tried' : 'tracked')}`}
        </p>
      </div>
      <ol className={classes.days}>
        {days.map((one) => (
          <DayLine key={one.from} day={one} at={at} dueAt={dueAt} zone={zone} names={names} />
        ))}
      </ol>
      <p className={classes.sum}>
        <span>{t('counted')}</span>
        <span>{sumWords(totalCountedMs / 1000, say)}</span>
      </p>
      <p className={classes.quiet}>
        {t(isFree ? 'wallTried' : 'wall', {
          span: durationWords(dueAt - at, say),
          name: terms.name,
          version: terms.version,
        })}
      </p>
    </>
  )
}

type DayProps = { day: TriedDay; at: number; dueAt: number; zone: string; names: AnswerProps['names'] }

function DayLine({ day, at, dueAt, zone, names }: DayProps) {
  const { say, format } = useWords(zone)
  const t = useCalendarWords()
  const plain = useDayText(day, at, dueAt, zone)
  const called = day.exception === null ? undefined : (names[day.exception] ?? t('holidayUnnamed'))
  const text =
    called === undefined
      ? plain
      : t(day.open.length === 0 ? 'holiday' : 'holidayShort', { name: called, text: plain })
  const first = weekdayAndDay(day.from, format)
  const name = day.days === 1 ? first : `${first} – ${weekdayAndDay(day.to - 1, format)}`
  const iso = (span: { from: number; to: number }) => ({
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
  })
  return (
    <li>
      <p className={classes.dayHead}>
        <b>{name}</b>
        <span>{day.countedMs === 0 ? '0' : sumWords(day.countedMs / 1000, say)}</span>
      </p>
      <p className={classes.quiet}>{text}</p>
      {day.open.length > 0 && (
        <DayRule
          size="row"
          at={new Date(day.from).toISOString()}
          open={day.open.map(iso)}
          counted={day.counted.map(iso)}
          due={dueAt <= day.to ? [{ at: new Date(dueAt).toISOString() }] : []}
          timeZone={zone}
          label={text}
        />
      )}
    </li>
  )
}

/** What happens on a day of the way, in a sentence with the times of the zone. */
function useDayText(
  { from: start, to: end, open, counted }: TriedDay,
  at: number,
  dueAt: number,
  zone: string,
) {
  const t = useCalendarWords()
  const { format } = useWords(zone)
  const clock = (instant: number): string => (instant === end ? '24:00' : clockTime(instant, format))
  const isFirst = at >= start && at < end
  const first = counted[0]
  const last = counted.at(-1)
  if (first === undefined || last === undefined)
    return t(isFirst && open.length > 0 ? 'noneLeft' : 'nothingCounts')
  const [from, to] = [clock(first.from), clock(last.to)]
  const isLast = dueAt <= end
  if (isFirst && isLast && first.from === at) return t('startsEnds', { from, to })
  if (isFirst && first.from > at) return t('waits', { at: clock(at), from, to })
  if (isFirst) return t('starts', { from, to })
  return t(isLast ? 'ends' : 'whole', { from, to })
}
