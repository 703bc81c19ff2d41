import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { productWords } from './product-words.en.ts'

addWords('products', productWords)

/** The words of the products in the admin console, by key. */
export function useProductWords(): TFunction<'products'> {
  return useTranslation('products').t
}
