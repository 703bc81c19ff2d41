import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { wallWords } from './wall-words.en.ts'

addWords('wall', wallWords)

export function useWallWords(): TFunction<'wall'> {
  return useTranslation('wall').t
}
