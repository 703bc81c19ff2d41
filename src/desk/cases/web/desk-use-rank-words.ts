import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { deskRankWords } from './desk-rank-words.en.ts'

addWords('deskRank', deskRankWords)

/** The words about what a customer chose, and about contesting it. */
export function useDeskRankWords() {
  return useTranslation('deskRank').t
}
