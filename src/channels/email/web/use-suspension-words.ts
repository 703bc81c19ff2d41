import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { suspensionWords } from './suspension-words.en.ts'

addWords('suspensions', suspensionWords)

/** The words of addresses that mail does not reach, by key. */
export function useSuspensionWords(): TFunction<'suspensions'> {
  return useTranslation('suspensions').t
}
