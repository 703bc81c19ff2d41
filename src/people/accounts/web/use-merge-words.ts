import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mergeWords } from './merge-words.en.ts'

addWords('merging', mergeWords)

/** The words of merging contacts, by key. */
export function useMergeWords(): TFunction<'merging'> {
  return useTranslation('merging').t
}
