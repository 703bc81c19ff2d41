import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { notificationWords } from './notification-words.en.ts'

addWords('notifications', notificationWords)

/** The words of notifications, by key. */
export function useNotificationWords(): TFunction<'notifications'> {
  return useTranslation('notifications').t
}
