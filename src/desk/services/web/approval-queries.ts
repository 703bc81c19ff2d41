import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import {
  listCapacitiesEndpoint,
  listOnRequestEndpoint,
  listServiceRequestsEndpoint,
  readCaseServiceEndpoint,
} from '#desk/services/domain/contract.ts'
import { request } from '#web/api/request.ts'

export function onRequestQuery(accountId: string) {
  return queryOptions({
    queryKey: ['on-request', 'account', accountId],
    queryFn: ({ signal }) => request(listOnRequestEndpoint, { params: { id: accountId }, signal }),
  })
}

export function serviceRequestsQuery(state: 'waiting' | 'answered') {
  return infiniteQueryOptions({
    queryKey: ['on-request', 'list', state],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) =>
      request(listServiceRequestsEndpoint, { query: { state, after: pageParam, limit: 50 }, signal }),
    getNextPageParam: (last) => last.next ?? undefined,
  })
}

/** @param version of the case: it tells that something was answered elsewhere */
export function caseServiceQuery(reference: string, version: number) {
  return queryOptions({
    queryKey: ['on-request', 'case', reference, version],
    queryFn: ({ signal }) => request(readCaseServiceEndpoint, { params: { reference }, signal }),
  })
}

export const capacitiesQuery = queryOptions({
  queryKey: ['on-request', 'capacities'],
  queryFn: ({ signal }) => request(listCapacitiesEndpoint, { signal }),
})

/** Everything that shows a service or its case is fetched again. */
export function useRenewApprovals(): () => Promise<void> {
  const queryClient = useQueryClient()
  return async () => {
    const stale = [['on-request'], ['case'], ['timeline'], ['cases'], ['counts'], ['entitlement']]
    await Promise.all(stale.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
}
