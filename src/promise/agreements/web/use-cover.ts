import { useQuery } from '@tanstack/react-query'
import { readCoverEndpoint } from '#promise/agreements/domain/contract.ts'
import { request } from '#web/api/request.ts'

/** What an account bought: package, hours, seats, pools, services, people. Asks nothing without an account. */
export function useCover(accountId: string | undefined) {
  return useQuery({
    queryKey: ['cover', accountId],
    enabled: accountId !== undefined,
    queryFn: ({ signal }) => request(readCoverEndpoint, { params: { id: accountId ?? '' }, signal }),
  })
}
