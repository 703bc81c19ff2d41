import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { triageWords } from './triage-words.en.ts'

addWords('triage', triageWords)

/** The words of what is done in triage, by key. */
export function useTriageWords(): TFunction<'triage'> {
  return useTranslation('triage').t
}
