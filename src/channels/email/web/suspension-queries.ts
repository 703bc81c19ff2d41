import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  listSuspendedEndpoint,
  listUnreachedEndpoint,
  readMailBudgetEndpoint,
} from '#channels/email/domain/suspension-contract.ts'
import { request } from '#web/api/request.ts'

/** Addresses that mail does not reach, newest first. */
export const suspendedQuery = infiniteQueryOptions({
  queryKey: ['suspensions', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listSuspendedEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
  staleTime: 5_000,
})

/** Contacts of an account whose mail comes back. */
export function unreachedQuery(accountId: string) {
  return queryOptions({
    queryKey: ['suspensions', 'account', accountId],
    queryFn: ({ signal }) => request(listUnreachedEndpoint, { params: { id: accountId }, signal }),
    staleTime: 30_000,
  })
}

/** How much mail may leave in an hour, and has. For admins. */
export const mailBudgetQuery = queryOptions({
  queryKey: ['mail-budget'],
  queryFn: ({ signal }) => request(readMailBudgetEndpoint, { signal }),
})
