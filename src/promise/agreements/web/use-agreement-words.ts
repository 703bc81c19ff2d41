import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { agreementWords } from './agreement-words.en.ts'

addWords('agreements', agreementWords)

export type AgreementWords = TFunction<'agreements'>

/** The words of what was bought, by key. */
export function useAgreementWords(): AgreementWords {
  return useTranslation('agreements').t
}

/** Says a date `YYYY-MM-DD` as it stands in an agreement: with its year, and the same for every reader. */
export function useDayWords(): (date: string) => string {
  const { format } = useWords()
  const words = new Intl.DateTimeFormat(format.locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return (date) => (isCalendarDate(date) ? words.format(Date.parse(date)) : date)
}

/** Says what runs in `[startsOn, endsOn)` by its first and its last day. */
export function usePeriodWords(): (period: { startsOn: string; endsOn: string }) => string {
  const t = useAgreementWords()
  const day = useDayWords()
  return ({ startsOn, endsOn }) =>
    t('agreements.period', { from: day(startsOn), until: day(lastDayOf(endsOn)) })
}
