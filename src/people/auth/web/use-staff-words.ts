import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { staffWords } from './staff-words.en.ts'

addWords('staff', staffWords)

/** The words of the vendor and its people in the admin console, by key. */
export function useStaffWords(): TFunction<'staff'> {
  return useTranslation('staff').t
}
