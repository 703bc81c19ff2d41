import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { invitationWords } from './invitation-words.en.ts'

addWords('invitation', invitationWords)

/** The words of a link that is handed over, by key. */
export function useInvitationWords(): TFunction<'invitation'> {
  return useTranslation('invitation').t
}
