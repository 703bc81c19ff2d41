import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { quoteScreenWords } from './quote-screen-words.en.ts'

addWords('quotes', quoteScreenWords)

/** The words around a quote, by key. */
export function useQuoteWords(): TFunction<'quotes'> {
  return useTranslation('quotes').t
}
