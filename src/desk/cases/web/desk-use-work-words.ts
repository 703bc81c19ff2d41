import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { workWords } from './desk-work-words.en.ts'

addWords('deskWork', workWords)

/** Words of what the desk does with cases besides answering, by key. */
export function useWorkWords(): TFunction<'deskWork'> {
  return useTranslation('deskWork').t
}
