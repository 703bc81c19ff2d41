import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailShownWords } from './mail-shown-words.en.ts'

addWords('mailShown', mailShownWords)

/** The words of a mail that is shown whole, by key. */
export function useMailShownWords(): TFunction<'mailShown'> {
  return useTranslation('mailShown').t
}
