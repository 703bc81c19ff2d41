import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { entitlementWords } from './entitlement-words.en.ts'

addWords('entitlements', entitlementWords)

/** Words around decisions, by key. */
export function useEntitlementWords(): TFunction<'entitlements'> {
  return useTranslation('entitlements').t
}
