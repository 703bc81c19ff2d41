import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { words } from './words.en.ts'

addWords('auth', words)

/** The words of the door and of who may come in. */
export function useAuthWords() {
  return useTranslation('auth').t
}
