import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { words } from './door-words.en.ts'

addWords('door', words)

/** The words of links, codes and new passwords. */
export function useDoorWords() {
  return useTranslation('door').t
}
