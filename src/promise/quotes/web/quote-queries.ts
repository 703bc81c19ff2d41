import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listQuotesEndpoint, readQuoteEndpoint } from '#promise/quotes/domain/contract.ts'
import { request } from '#web/api/request.ts'

/** What a quote of an agreement says as it stands. */
export function quoteQuery(accountId: string, agreementId: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'quote', agreementId],
    queryFn: ({ signal }) => request(readQuoteEndpoint, { params: { id: agreementId }, signal }),
  })
}

/** What was issued to an account, the latest first, a page at a time. */
export function quotesQuery(accountId: string) {
  return infiniteQueryOptions({
    queryKey: ['account', accountId, 'quotes'],
    queryFn: ({ pageParam, signal }) =>
      request(listQuotesEndpoint, {
        params: { id: accountId },
        query: { limit: 20, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}
