import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { rankWords } from './portal-rank-words.en.ts'

addWords('rank', rankWords)

/** The words about the order a customer gives their cases. */
export function useRankWords() {
  return useTranslation('rank').t
}
