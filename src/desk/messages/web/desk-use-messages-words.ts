import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { messagesWords } from './desk-messages-words.en.ts'

addWords('desk-messages', messagesWords)

/** The words of the desk's conversation, by key. */
export function useMessagesWords(): TFunction<'desk-messages'> {
  return useTranslation('desk-messages').t
}
