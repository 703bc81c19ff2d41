import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listPoolEntriesEndpoint, listPoolsEndpoint } from '#promise/agreements/domain/pool-contract.ts'
import { request } from '#web/api/request.ts'

/** What is used of each pool, by agreement year. */
export function poolsQuery(accountId: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'pools'],
    enabled: accountId !== '',
    queryFn: async ({ signal }) =>
      (await request(listPoolsEndpoint, { params: { id: accountId }, signal })).items,
  })
}

/** The ledger of one agreement year, a page at a time. */
export function poolEntriesQuery(accountId: string, yearStartsOn: string) {
  return infiniteQueryOptions({
    queryKey: ['account', accountId, 'pool-entries', yearStartsOn],
    queryFn: ({ pageParam, signal }) =>
      request(listPoolEntriesEndpoint, {
        params: { id: accountId },
        query: { yearStartsOn, limit: 50, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
