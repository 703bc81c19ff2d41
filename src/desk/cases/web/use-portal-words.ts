import { useTranslation } from 'react-i18next'
import { addWords } from '#web/words/i18n.ts'
import { words } from './portal-words.en.ts'

addWords('portal', words)

/** The words of the customers' side. */
export function usePortalWords() {
  return useTranslation('portal').t
}

export type PortalWords = ReturnType<typeof usePortalWords>

/** "two" up to nine, then the digits; the plural forms of a text say "one" themselves. */
export function numberWord(count: number, t: PortalWords): string {
  return count >= 2 && count <= 9 ? t(`number.${count}`) : String(count)
}

/** The same at the head of a sentence. */
export function numberWordFirst(count: number, t: PortalWords): string {
  const word = numberWord(count, t)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** "1st", "4th"; pools are small, so the eleventh needs no rule of its own. */
export function ordinalWord(n: number, t: PortalWords): string {
  return n <= 3 ? t(`ordinal.${n}`) : t('ordinal.other', { n })
}
