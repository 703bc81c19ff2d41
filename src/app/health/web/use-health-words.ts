import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { healthWords } from './health-words.en.ts'

addWords('health', healthWords)

/** The words of the health page, by key. */
export function useHealthWords(): TFunction<'health'> {
  return useTranslation('health').t
}
