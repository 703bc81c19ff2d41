import { useTranslation } from 'react-i18next'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { dayRuns, supportHours, weekdayName, type HoursGroup } from './support-hours.ts'
import { words } from './words.en.ts'

addWords('cover', words)

type Hours = NonNullable<CoverView['agreement']>['hours']

/** Says support hours in the reader's own time, "Monday to Friday, 10:00–19:00", and names its place. */
export function useHoursWords(timeZone: string): { hoursWords: (hours: Hours) => string; yourTime: string } {
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
  return {
    hoursWords: (hours) =>
      hours.always ? t('always') : supportHours(hours.week, format).map(groupWords).join('; '),
    yourTime: t('yourTime', { place: placeName(timeZone) }),
  }
}

/** "Europe/Lisbon" → "Lisbon"; a fixed offset is named by itself. */
export function placeName(timeZone: string): string {
  if (/^[+-]/.test(timeZone)) return `UTC${timeZone}`
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ')
}
