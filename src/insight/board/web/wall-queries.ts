import { queryOptions } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import { listBoardZonesEndpoint, readWallBoardEndpoint } from '../domain/board-contract.ts'

/** Asked again by itself: what falls due is no news of anybody. */
export const pollMs = 15_000

export const wallQuery = queryOptions({
  queryKey: ['wall', 'now'],
  queryFn: ({ signal }) => request(readWallBoardEndpoint, { signal }),
  refetchInterval: pollMs,
  refetchIntervalInBackground: true,
  retry: 1,
})

export const wallZonesQuery = queryOptions({
  queryKey: ['wall', 'zones'],
  queryFn: async ({ signal }) => (await request(listBoardZonesEndpoint, { signal })).items,
  refetchInterval: 4 * pollMs,
  refetchIntervalInBackground: true,
})
