import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { keyScopesEndpoint, listKeysEndpoint } from '#people/auth/domain/key-contract.ts'
import { request } from '#web/api/request.ts'

/** Keys of the API, newest first. */
export const keysQuery = infiniteQueryOptions({
  queryKey: ['keys'],
  queryFn: ({ pageParam, signal }) =>
    request(listKeysEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

/** The scopes a key may have. */
export const keyScopesQuery = queryOptions({
  queryKey: ['key-scopes'],
  queryFn: ({ signal }) => request(keyScopesEndpoint, { signal }),
})
