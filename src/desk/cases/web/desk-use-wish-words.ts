import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { wishWords } from './desk-wish-words.en.ts'

addWords('deskWish', wishWords)

/** The words about a priority a customer asks for. */
export function useDeskWishWords() {
  return useTranslation('deskWish').t
}
