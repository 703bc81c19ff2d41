import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { mailboxWords } from './mailbox-words.en.ts'

addWords('mailboxes', mailboxWords)

/** The words of the mailboxes, by key. */
export function useMailboxWords(): TFunction<'mailboxes'> {
  return useTranslation('mailboxes').t
}
