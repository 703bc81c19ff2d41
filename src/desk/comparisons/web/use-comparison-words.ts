import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { comparisonWords } from './comparison-words.en.ts'

addWords('comparisons', comparisonWords)

/** The words of what another package would have changed, by key. */
export function useComparisonWords(): TFunction<'comparisons'> {
  return useTranslation('comparisons').t
}
