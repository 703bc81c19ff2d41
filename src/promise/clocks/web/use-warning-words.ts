import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { warningWords } from './warning-words.en.ts'

addWords('warnings', warningWords)

/** The words of the rules of warnings, by key. */
export function useWarningWords(): TFunction<'warnings'> {
  return useTranslation('warnings').t
}
