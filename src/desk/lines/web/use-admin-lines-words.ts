import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { adminLinesWords } from './admin-lines-words.en.ts'

addWords('admin-lines', adminLinesWords)

/** The words of the lines in the admin console, by key. */
export function useAdminLinesWords(): TFunction<'admin-lines'> {
  return useTranslation('admin-lines').t
}
