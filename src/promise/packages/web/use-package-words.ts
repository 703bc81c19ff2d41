import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { packageWords } from './package-words.en.ts'

addWords('packages', packageWords)

/** The words of the package catalogue, by key. */
export function usePackageWords(): TFunction<'packages'> {
  return useTranslation('packages').t
}
