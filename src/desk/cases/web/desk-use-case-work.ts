import { useQueryClient } from '@tanstack/react-query'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { caseQuery } from './desk-queries.ts'

/** Puts a case that an answer brought on screen, and makes stale what it changed elsewhere. */
export function useShowCase(): (changed: CaseView) => void {
  const queryClient = useQueryClient()
  const refresh = useRefreshCase()
  return (changed) => {
    queryClient.setQueryData(caseQuery(changed.reference).queryKey, changed)
    refresh(changed.reference, { itself: false })
  }
}

/** Makes everything that is shown of a case stale. */
export function useRefreshCase(): (reference: string, options?: { itself: boolean }) => void {
  const queryClient = useQueryClient()
  return (reference, { itself } = { itself: true }) => {
    const keys = [['timeline', reference], ['links', reference], ['cases'], ['counts'], ['search'], ['cover']]
    if (itself) keys.push(['case', reference])
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
  }
}
