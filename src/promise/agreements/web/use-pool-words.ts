import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { PoolEntryView } from '#promise/agreements/domain/pool-contract.ts'
import { addWords } from '#web/words/i18n.ts'
import { poolWords } from './pool-words.en.ts'

addWords('pools', poolWords)

export type PoolWords = TFunction<'pools'>

/** The words of the pools, by key. */
export function usePoolWords(): PoolWords {
  return useTranslation('pools').t
}

/** What an entry of the ledger says happened. */
export function entryWords({ kind, units, reason }: PoolEntryView, t: PoolWords): string {
  const known = (table: object): boolean => reason in table
  if (kind === 'waive') return t('waive')
  if (kind === 'adjust' && reason === 'given_back_already') return t('givenBackAlready')
  if (kind === 'adjust') return t(units > 0 ? 'adjustMore' : 'adjustBack', { count: Math.abs(units) })
  if (kind === 'draw') return known(poolWords.draw) ? t(`draw.${reason as 'other'}`) : t('draw.other')
  return known(poolWords.refund) ? t(`refund.${reason as 'other'}`) : t('refund.other')
}
