import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { deskWords } from './desk-words.en.ts'

addWords('desk', deskWords)

/** The words of the desk, by key. */
export function useDeskWords(): TFunction<'desk'> {
  return useTranslation('desk').t
}
