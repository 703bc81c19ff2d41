import type { CalendarChange } from '../domain/calendar-changes.ts'
import classes from './calendar-editor.module.css'
import { useWeekdayNames } from './calendar-painted.tsx'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'
import { useDateWords } from './use-date-words.ts'

type Props = { changes: readonly CalendarChange[]; atMost: number }

/** What differs between two versions, in words. */
export function CalendarChangesList({ changes, atMost }: Props) {
  const t = useCalendarEditorWords()
  const say = useChangeWords()
  const rest = changes.length - atMost
  return (
    <ul className={classes.changes}>
      {changes.slice(0, atMost).map((change) => (
        <li key={change.of === 'day' ? `day ${change.days.join()}` : `${change.of} ${change.date}`}>
          {say(change)}
        </li>
      ))}
      {rest > 0 && <li>{t('changes.more', { count: rest })}</li>}
    </ul>
  )
}

function useChangeWords(): (change: CalendarChange) => string {
  const t = useCalendarEditorWords()
  const names = useWeekdayNames()
  const words = useDateWords()
  type Rows = Exclude<Extract<CalendarChange, { of: 'date' }>['after'], 'usual'>
  const times = (rows: Rows): string =>
    rows.length === 0 ? t('changes.closed') : words.times(rows.map(([from, to]) => ({ from, to })))
  return (change) => {
    if (change.of === 'day')
      return t('changes.day', {
        days: change.days.map((day) => names[day]?.short).join(', '),
        before: times(change.before),
        after: times(change.after),
      })
    const plain = words.date(change.date)
    if (change.of === 'name')
      return t(change.after === '' ? 'changes.nameless' : 'changes.dateNamed', {
        date: plain,
        name: change.after,
      })
    const date = change.name === '' ? plain : `${plain} (${change.name})`
    const { after } = change
    if (change.of === 'break')
      return after === 'usual'
        ? t('changes.dateNoBreak', { date })
        : t('changes.dateBreak', { date, times: times(after) })
    if (after === 'usual') return t('changes.dateUsual', { date })
    return after.length === 0
      ? t('changes.dateClosed', { date })
      : t('changes.dateHours', { date, times: times(after) })
  }
}
