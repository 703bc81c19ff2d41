import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { adminWords } from './admin-words.en.ts'

addWords('admin', adminWords)

/** The words of the admin console, by key. */
export function useAdminWords(): TFunction<'admin'> {
  return useTranslation('admin').t
}
