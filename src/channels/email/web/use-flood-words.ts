import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { floodWords } from './flood-words.en.ts'

addWords('flood', floodWords)

/** The words of floods of mail, by key. */
export function useFloodWords(): TFunction<'flood'> {
  return useTranslation('flood').t
}
