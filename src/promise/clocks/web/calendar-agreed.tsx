import { hoursText } from '#promise/packages/domain/catalogue-changes.ts'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { isLessThanAgreed } from '../domain/agreed-hours.ts'
import type { AgreedHours } from '../domain/hours-contract.ts'
import classes from './calendar-editor.module.css'
import { useCalendarEditorWords } from './use-calendar-editor-words.ts'

const namesShown = 5

/** Agreements that would have less than was agreed, and those that keep hours of their own; nothing where there are none. */
export function CalendarAgreed({ agreed, hours }: { agreed: AgreedHours[]; hours: Calendar }) {
  const t = useCalendarEditorWords()
  const names = ({ accounts, agreements }: AgreedHours): string => {
    const shown = accounts.slice(0, namesShown).map(({ name }) => name)
    const rest = agreements - shown.length
    return rest > 0 ? t('agreed.lessNamesMore', { names: shown.join(', '), count: rest }) : shown.join(', ')
  }
  const less = agreed.filter((one) => !one.negotiated && isLessThanAgreed(hours, one.supportHours))
  const own = agreed.filter(({ negotiated }) => negotiated)
  return (
    <>
      {less.map((one) => (
        <p key={`${one.edition} ${hoursText(one.supportHours)}`} className={classes.warn}>
          {t('agreed.less', {
            count: one.agreements,
            hours: hoursText(one.supportHours),
            names: names(one),
          })}
        </p>
      ))}
      {own.map((one) => (
        <p key={`${one.edition} ${hoursText(one.supportHours)}`} className={classes.quiet}>
          {t('agreed.negotiated', { count: one.agreements, names: names(one) })}
        </p>
      ))}
    </>
  )
}
