import { useWords } from '#web/words/use-words.ts'
import { weekdayShort } from '#web/time/time-words.ts'
import type { DatedHours } from '../domain/hours-draft.ts'
import { useCalendarWords } from './use-calendar-words.ts'

/** Says dates of a calendar, which are of no zone, and what is open on them. */
export function useDateWords() {
  const t = useCalendarWords()
  const { format } = useWords('UTC')
  const noon = (date: string): number => Date.parse(`${date}T12:00:00Z`)
  const times = (rows: DatedHours['rows']): string => rows.map(({ from, to }) => `${from}–${to}`).join(', ')
  return {
    /** "Fri 25 Dec 2026" */
    date: (date: string): string =>
      `${weekdayShort(noon(date), format)} ${new Intl.DateTimeFormat(format.locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(noon(date))}`,
    times,
    hours: ({ kind, rows }: Pick<DatedHours, 'kind' | 'rows'>): string => {
      if (kind === 'closed') return t('dateClosed')
      return kind === 'break' ? t('dateBreak', { times: times(rows) }) : times(rows)
    },
  }
}
