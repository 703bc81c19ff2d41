import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  affectedAgreementsEndpoint,
  draftEffectEndpoint,
  readDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import { request } from '#web/api/request.ts'

export const draftKey = ['catalogue-draft']

/** The draft as it is on the server; read again when the page is opened, and by whoever meets a colleague in it. */
export const draftQuery = queryOptions({
  queryKey: [...draftKey, 'current'],
  queryFn: ({ signal }) => request(readDraftEndpoint, { signal }),
  refetchOnWindowFocus: false,
})

type Seen = { id: string; version: number; live: number }

/** What one version of the draft would change. */
export function effectQuery({ id, version, live }: Seen) {
  return queryOptions({
    queryKey: [...draftKey, 'effect', id, version, live],
    queryFn: ({ signal }) => request(draftEffectEndpoint, { params: { id }, signal }),
  })
}

export function affectedQuery({ id, version, live }: Seen) {
  return infiniteQueryOptions({
    queryKey: [...draftKey, 'agreements', id, version, live],
    queryFn: ({ signal, pageParam }) =>
      request(affectedAgreementsEndpoint, {
        params: { id },
        query: pageParam === null ? {} : { after: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  })
}
