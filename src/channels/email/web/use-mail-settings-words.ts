import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailSettingsWords } from './mail-settings-words.en.ts'

addWords('mail-settings', mailSettingsWords)

/** The words of the mail settings, by key. */
export function useMailSettingsWords(): TFunction<'mail-settings'> {
  return useTranslation('mail-settings').t
}
