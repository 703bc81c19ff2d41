import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { words } from './portal-case-words.en.ts'

addWords('portalCase', words)

/** The words of a case as its customer reads it. */
export function usePortalCaseWords() {
  return useTranslation('portalCase').t
}
