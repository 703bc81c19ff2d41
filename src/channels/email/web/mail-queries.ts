import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listTriageEndpoint, readTriageEndpoint } from '#channels/email/domain/contract.ts'
import { listOutgoingEndpoint } from '#channels/email/domain/outgoing-contract.ts'
import { request } from '#web/api/request.ts'

/** Messages that became no case, newest first. */
export const triageListQuery = infiniteQueryOptions({
  queryKey: ['triage', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listTriageEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
  staleTime: 5_000,
})

/** One of them, whole. */
export function triageQuery(id: string) {
  return queryOptions({
    queryKey: ['triage', 'one', id],
    queryFn: ({ signal }) => request(readTriageEndpoint, { params: { id }, signal }),
  })
}

/** Mail that was sent, waits, failed or is kept here, newest first. */
export const outgoingQuery = infiniteQueryOptions({
  queryKey: ['outgoing-mail'],
  queryFn: ({ pageParam, signal }) =>
    request(listOutgoingEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
  staleTime: 5_000,
})
