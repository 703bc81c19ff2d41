import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { calendarWords } from './calendar-words.en.ts'

addWords('calendars', calendarWords)

/** The words of the calendars, by key. */
export function useCalendarWords(): TFunction<'calendars'> {
  return useTranslation('calendars').t
}
