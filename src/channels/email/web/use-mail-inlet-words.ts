import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailInletWords } from './mail-inlet-words.en.ts'

addWords('mail-inlets', mailInletWords)

/** The words about mail that providers post, by key. */
export function useMailInletWords(): TFunction<'mail-inlets'> {
  return useTranslation('mail-inlets').t
}
