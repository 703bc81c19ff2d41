import type { OnRequestService } from '#desk/services/domain/contract.ts'
import { useApprovalTimes, useApprovalWords } from './use-approval-words.ts'

/** Since when, by whom and until when a service stands as it does, in one line; undefined where nobody asked. */
export function useStateWords(item: OnRequestService): { since: string | undefined } {
  const t = useApprovalWords()
  const { moment, lastDay } = useApprovalTimes()
  const { state, since, until, by } = item
  if (state === 'not_asked' || since === null) return { since: undefined }
  const values = {
    moment: moment(since),
    name: by ?? '',
    day: until === null ? '' : lastDay(until),
  }
  if (state === 'asked' && by !== null) return { since: t('since.askedBy', values) }
  if (state === 'approved' && until !== null) return { since: t('since.approvedUntil', values) }
  return { since: t(`since.${state}`, values) }
}
