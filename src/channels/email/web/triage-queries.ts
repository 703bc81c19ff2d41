import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listBlockedEndpoint, previewBlockEndpoint } from '#channels/email/domain/blocked-senders-contract.ts'
import { countTriageEndpoint, listTriageEndpoint } from '#channels/email/domain/contract.ts'
import { listHelpLinksEndpoint } from '#channels/email/domain/help-links-contract.ts'
import { type DecidedItem, listDecidedEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import type { TriageGroup } from '#channels/email/domain/triage-groups.ts'
import { request } from '#web/api/request.ts'

/** Messages that became no case, newest first; of one group, or all. */
export function triageListQuery(group: TriageGroup | undefined) {
  return infiniteQueryOptions({
    queryKey: ['triage', 'list', group ?? 'all'],
    queryFn: ({ pageParam, signal }) =>
      request(listTriageEndpoint, {
        query: { ...(group !== undefined && { group }), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

/** How many wait in each group. */
export const triageCountsQuery = queryOptions({
  queryKey: ['triage', 'counts'],
  queryFn: async ({ signal }) => (await request(countTriageEndpoint, { signal })).counts,
  staleTime: 5_000,
})

export type DecidedSearch = { kind: DecidedItem['decided'] | undefined; q: string }

/** Messages that were put aside or ignored, the newest decision first. */
export function decidedQuery({ kind, q }: DecidedSearch) {
  return infiniteQueryOptions({
    queryKey: ['decided-mail', kind ?? 'all', q],
    queryFn: ({ pageParam, signal }) =>
      request(listDecidedEndpoint, {
        query: {
          ...(kind !== undefined && { kind }),
          ...(q !== '' && { q }),
          ...(pageParam !== '' && { after: pageParam }),
        },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

/** What an answer with help can hold. */
export const helpLinksQuery = queryOptions({
  queryKey: ['help-links'],
  queryFn: ({ signal }) => request(listHelpLinksEndpoint, { signal }),
})

/** Whose mail is kept away, newest first. */
export const blockedQuery = infiniteQueryOptions({
  queryKey: ['blocked-senders', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listBlockedEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

/** Whom a block would meet. */
export function previewQuery(sender: string) {
  return queryOptions({
    queryKey: ['blocked-senders', 'preview', sender],
    enabled: sender !== '',
    queryFn: ({ signal }) => request(previewBlockEndpoint, { query: { sender }, signal }),
  })
}
