import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { webhookWords } from './webhook-words.en.ts'

addWords('webhooks', webhookWords)

/** The words of webhooks, by key. */
export function useWebhookWords(): TFunction<'webhooks'> {
  return useTranslation('webhooks').t
}
