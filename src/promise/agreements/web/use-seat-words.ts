import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { SeatView } from '#promise/agreements/domain/seat-contract.ts'
import { addWords } from '#web/words/i18n.ts'
import { seatWords } from './seat-words.en.ts'

addWords('seats', seatWords)

export type SeatWords = TFunction<'seats'>

/** The words of seats, by key. */
export function useSeatWords(): SeatWords {
  return useTranslation('seats').t
}

/** How somebody came to a seat; undefined where it is not known. */
export function cameWords({ givenBy, carried, replaces }: SeatView, t: SeatWords): string | undefined {
  if (replaces !== null) return t('given.swapped', { name: replaces })
  if (carried) return t('given.carried')
  if (givenBy === null || givenBy.side === 'product') return undefined
  const { side, name } = givenBy
  if (name === null) return t(`given.${side}`, { name: '' }).trim()
  return t(side === 'vendor' ? 'given.vendorNamed' : 'given.account', { name })
}

/** How a seat ended; undefined where it is not known. */
export function wentWords({ endedBy, endReason }: SeatView, t: SeatWords): string | undefined {
  if (endReason === null || endedBy === null) return undefined
  return t(`ended.${endReason}`, { who: endedBy.name ?? t(`who.${endedBy.side}`) })
}
