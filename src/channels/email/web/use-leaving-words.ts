import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { leavingWords } from './leaving-words.en.ts'

addWords('mail-leaving', leavingWords)

/** The words of how mail leaves, by key. */
export function useLeavingWords(): TFunction<'mail-leaving'> {
  return useTranslation('mail-leaving').t
}
