import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { choiceWords } from './choice-words.en.ts'

addWords('choice', choiceWords)

/** The words of choosing an account, by key. */
export function useChoiceWords(): TFunction<'choice'> {
  return useTranslation('choice').t
}
