import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { caseEffectWords } from './case-effect-words.en.ts'

addWords('caseEffect', caseEffectWords)

/** The words of what open cases would look like, by key. */
export function useCaseEffectWords(): TFunction<'caseEffect'> {
  return useTranslation('caseEffect').t
}
