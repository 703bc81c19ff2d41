import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'

/** Every open case of the reader's company, and what is solved but not confirmed, as the home page needs them. */
export function useHomeCases() {
  useLiveCases()
  return useQuery({
    queryKey: ['cases', 'home'],
    queryFn: async ({ signal }) => {
      const [open, solved] = await Promise.all([
        request(listCasesEndpoint, { query: { status: 'open', sort: 'due', limit: 100 }, signal }),
        request(listCasesEndpoint, { query: { status: 'solved', sort: 'newest', limit: 5 }, signal }),
      ])
      return { open: open.items, solved: solved.items }
    },
  })
}

export type CaseTab = 'open' | 'solved' | 'closed'

export type CaseScope = 'company' | 'mine'

/** One tab of the list, page by page. The pages before stay while a search is asked. */
export function useCasePages(tab: CaseTab, scope: CaseScope, q: string) {
  useLiveCases()
  return useInfiniteQuery({
    queryKey: ['cases', 'list', tab, scope, q],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      request(listCasesEndpoint, {
        query: {
          status: tab,
          scope,
          sort: 'newest',
          limit: 20,
          ...(q !== '' && { q }),
          ...(pageParam !== '' && { after: pageParam }),
        },
        signal,
      }),
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}

function useLiveCases(): void {
  const stale = [['cases'], ['cover'], ['entitlement']]
  useLiveTopics({ case: stale })
}
