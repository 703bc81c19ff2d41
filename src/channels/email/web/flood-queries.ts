import { queryOptions } from '@tanstack/react-query'
import { listFloodsEndpoint, readFloodEndpoint } from '#channels/email/domain/floods-contract.ts'
import { request } from '#web/api/request.ts'

/** Those that wait for a decision. */
export const openFloodsQuery = queryOptions({
  queryKey: ['triage', 'list', 'floods'],
  queryFn: ({ signal }) => request(listFloodsEndpoint, { query: { state: 'open' }, signal }),
  staleTime: 5_000,
})

export function floodQuery(id: string) {
  return queryOptions({
    queryKey: ['triage', 'flood', id],
    queryFn: ({ signal }) => request(readFloodEndpoint, { params: { id }, signal }),
  })
}
