import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { accountWords } from './account-words.en.ts'

addWords('accounts', accountWords)

/** The words of accounts, by key. */
export function useAccountWords(): TFunction<'accounts'> {
  return useTranslation('accounts').t
}
