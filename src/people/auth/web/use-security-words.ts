import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { words } from './security-words.en.ts'

addWords('security', words)

/** The words of the settings and of the page about one's own sign-in. */
export function useSecurityWords() {
  return useTranslation('security').t
}
