import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailWords } from './mail-words.en.ts'

addWords('mail', mailWords)

/** The words of mail, by key. */
export function useMailWords(): TFunction<'mail'> {
  return useTranslation('mail').t
}
