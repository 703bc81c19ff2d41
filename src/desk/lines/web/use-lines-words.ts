import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { linesWords } from './lines-words.en.ts'

addWords('desk-lines', linesWords)

/** The words of lines, by key. */
export function useLinesWords(): TFunction<'desk-lines'> {
  return useTranslation('desk-lines').t
}
