import { queryOptions } from '@tanstack/react-query'
import { listEditionsEndpoint, readEditionEndpoint } from '#promise/packages/domain/edition-contract.ts'
import { request } from '#web/api/request.ts'

export const editionsKey = ['catalogue-editions']

export const editionsQuery = queryOptions({
  queryKey: [...editionsKey, 'list'],
  queryFn: ({ signal }) => request(listEditionsEndpoint, { signal }),
})

/** One edition; it never changes. */
export function editionQuery(version: number) {
  return queryOptions({
    queryKey: [...editionsKey, 'one', version],
    queryFn: ({ signal }) => request(readEditionEndpoint, { params: { version }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
