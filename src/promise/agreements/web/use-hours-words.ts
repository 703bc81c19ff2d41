import { useTranslation } from 'react-i18next'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { clockTime, dayAndMonth, weekdayShort } from '#web/time/time-words.ts'
import { closingTime, dayRuns, supportHours, weekdayName, type HoursGroup } from './support-hours.ts'
import { words } from './words.en.ts'

addWords('cover', words)

type Hours = NonNullable<CoverView['agreement']>['hours']

/** Says support hours in the reader's own time, "Monday to Friday, 10:00–19:00", and names its place. */
export function useHoursWords(timeZone: string): {
  hoursWords: (hours: Hours) => string
  /** "Closed on Fri 25 December: Christmas Day"; undefined where nothing is out of the ordinary soon. */
  exceptionWords: (hours: Hours) => string | undefined
  yourTime: string
} {
  const { t } = useTranslation('cover')
  const { format } = useWords(timeZone)
  const daysWords = (days: number[]): string => {
    if (days.length === 7) return t('everyDay')
    return dayRuns(days)
      .map(({ from, to }) =>
        from === to
          ? weekdayName(from, format)
          : t('dayRun', { from: weekdayName(from, format), to: weekdayName(to, format) }),
      )
      .join(', ')
  }
  const groupWords = (group: HoursGroup): string =>
    t('hours', { days: daysWords(group.days), from: group.from, to: group.to })
  const exceptionWords = ({ nextException: next }: Hours): string | undefined => {
    if (next === null) return undefined
    const noon = Date.parse(`${next.date}T12:00:00Z`)
    const there = { ...format, timeZone: 'UTC' }
    const times = next.open
      .map(({ from, to }) => `${clockTime(Date.parse(from), format)}–${closingTime(Date.parse(to), format)}`)
      .join(', ')
    return t(next.open.length === 0 ? 'closedOn' : 'otherHoursOn', {
      day: `${weekdayShort(noon, there)} ${dayAndMonth(noon, there)}`,
      times,
      name: next.name === null ? '' : t('dayName', { name: next.name }),
    })
  }
  return {
    exceptionWords,
    hoursWords: (hours) =>
      hours.always ? t('always') : supportHours(hours.usualWeek, format).map(groupWords).join('; '),
    yourTime: t('yourTime', { place: placeName(timeZone) }),
  }
}

/** "Europe/Lisbon" → "Lisbon"; a fixed offset is named by itself. */
export function placeName(timeZone: string): string {
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone}`
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
