import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { certificationWords } from './certification-words.en.ts'

addWords('certifications', certificationWords)

/** The words of what people are certified for, by key. */
export function useCertificationWords(): TFunction<'certifications'> {
  return useTranslation('certifications').t
}
