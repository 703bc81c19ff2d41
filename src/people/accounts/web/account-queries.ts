import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  listContactsEndpoint,
  listEnvironmentsEndpoint,
  readAccountEndpoint,
} from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'

/** Everything of one account lies below `['account', id]`, so that a change renews it at once. */
export function accountQuery(id: string) {
  return queryOptions({
    queryKey: ['account', id, 'one'],
    queryFn: ({ signal }) => request(readAccountEndpoint, { params: { id }, signal }),
  })
}

/** Everybody who is or was a contact there, by name. */
export function contactsQuery(id: string) {
  return infiniteQueryOptions({
    queryKey: ['account', id, 'contacts'],
    queryFn: ({ pageParam, signal }) =>
      request(listContactsEndpoint, {
        params: { id },
        query: pageParam === '' ? {} : { after: pageParam },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** Where the account runs a product. */
export function environmentsQuery(id: string) {
  return queryOptions({
    queryKey: ['account', id, 'environments'],
    queryFn: ({ signal }) => request(listEnvironmentsEndpoint, { params: { id }, signal }),
  })
}
