import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailTrustWords } from './mail-trust-words.en.ts'

addWords('mail-trust', mailTrustWords)

/** The words of whom the checks of a sender believe, by key. */
export function useMailTrustWords(): TFunction<'mail-trust'> {
  return useTranslation('mail-trust').t
}
