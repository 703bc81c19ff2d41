import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { keyWords } from './key-words.en.ts'

addWords('keys', keyWords)

/** The words of keys, by key. */
export function useKeyWords(): TFunction<'keys'> {
  return useTranslation('keys').t
}
