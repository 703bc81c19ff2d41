import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useDayWords } from '#promise/agreements/web/use-agreement-words.ts'
import { fullMoment } from '#web/time/time-words.ts'
import { addWords } from '#web/words/i18n.ts'
import { useWords } from '#web/words/use-words.ts'
import { approvalWords } from './approval-words.en.ts'

addWords('approvals', approvalWords)

/** The words of on-request services, by key. */
export function useApprovalWords(): TFunction<'approvals'> {
  return useTranslation('approvals').t
}

/** Instants in the reader's zone, and the last day before a date that is exclusive. */
export function useApprovalTimes() {
  const day = useDayWords()
  const { format } = useWords(useMe().timeZone)
  return {
    moment: (at: string): string => fullMoment(Date.parse(at), format),
    lastDay: (until: string): string => day(lastDayOf(until)),
  }
}
