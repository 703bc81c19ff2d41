import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { useMe } from '#people/auth/web/use-me.ts'
import { moneyWords } from '#promise/packages/domain/money.ts'
import { durationWords, fullMoment, shortDate, shortMoment } from '#web/time/time-words.ts'
import { useNow } from '#web/time/use-now.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { breachWords } from './breach-words.en.ts'

addWords('breaches', breachWords)

/** The words of missed promises, by key. */
export function useBreachWords(): TFunction<'breaches'> {
  return useTranslation('breaches').t
}

/** Moments in the reader's zone, spans and amounts. */
export function useBreachFormats() {
  const now = useNow()
  const { say, format } = useWords(useMe().timeZone)
  return {
    moment: (at: string): string => fullMoment(Date.parse(at), format),
    short: (at: string): string => shortMoment(Date.parse(at), now, format),
    day: (at: string): string => shortDate(Date.parse(at), now, format),
    late: (dueAt: string, stoppedAt: string): string =>
      durationWords(Math.max(0, Date.parse(stoppedAt) - Date.parse(dueAt)), say),
    money: ({ minor, currency }: { minor: number; currency: string }): string =>
      moneyWords(minor, currency, format.locale),
  }
}
