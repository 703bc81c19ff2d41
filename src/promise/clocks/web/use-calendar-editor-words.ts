import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { calendarEditorWords } from './calendar-editor-words.en.ts'

addWords('calendarEditor', calendarEditorWords)

/** The words of the screen that changes support hours, by key. */
export function useCalendarEditorWords(): TFunction<'calendarEditor'> {
  return useTranslation('calendarEditor').t
}
