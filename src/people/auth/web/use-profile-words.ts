import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { profileWords } from './profile-words.en.ts'

addWords('profile', profileWords)

/** The words of the reader's own profile. */
export function useProfileWords() {
  return useTranslation('profile').t
}
