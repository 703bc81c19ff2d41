import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { setUpWords } from './set-up-words.en.ts'

addWords('setUp', setUpWords)

/** The words of the first steps, by key. */
export function useSetUpWords(): TFunction<'setUp'> {
  return useTranslation('setUp').t
}
