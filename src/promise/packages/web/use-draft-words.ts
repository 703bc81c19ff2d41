import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { draftWords } from './draft-words.en.ts'

addWords('catalogueDraft', draftWords)

/** The words of the draft of the next edition, by key. */
export function useDraftWords(): TFunction<'catalogueDraft'> {
  return useTranslation('catalogueDraft').t
}
