import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { readTriageEndpoint } from '#channels/email/domain/contract.ts'
import {
  listOutgoingEndpoint,
  type OutgoingState,
  readOutgoingEndpoint,
} from '#channels/email/domain/outgoing-contract.ts'
import { request } from '#web/api/request.ts'

/** One message of triage, whole. */
export function triageQuery(id: string) {
  return queryOptions({
    queryKey: ['triage', 'one', id],
    queryFn: ({ signal }) => request(readTriageEndpoint, { params: { id }, signal }),
  })
}

/** Mail that was sent, waits, failed or is kept here, or one of these, newest first. */
export function outgoingQuery(state: OutgoingState | 'all') {
  return infiniteQueryOptions({
    queryKey: ['outgoing-mail', 'list', state],
    queryFn: ({ pageParam, signal }) =>
      request(listOutgoingEndpoint, {
        query: { ...(state !== 'all' && { state }), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

/** One mail with every attempt. */
export function outgoingMailQuery(id: string) {
  return queryOptions({
    queryKey: ['outgoing-mail', 'one', id],
    queryFn: ({ signal }) => request(readOutgoingEndpoint, { params: { id }, signal }),
  })
}
