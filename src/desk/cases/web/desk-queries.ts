import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type CaseSummary,
  countsEndpoint,
  listCasesEndpoint,
  readCaseEndpoint,
} from '#desk/cases/domain/contract.ts'
import { request } from '#web/api/request.ts'
import type { DeskView } from './desk-views.ts'

/** Pages of one list of cases; `queryKey` begins with `cases`, which live news make stale. */
export function casesQuery(query: DeskView['query']) {
  return infiniteQueryOptions({
    queryKey: ['cases', query],
    queryFn: ({ pageParam, signal }) =>
      request(listCasesEndpoint, {
        query: { ...query, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

/** All rows of the pages read so far; a row that moved between two pages stands once. */
export function rowsOf(pages: readonly { items: CaseSummary[] }[]): CaseSummary[] {
  return [...new Map(pages.flatMap((page) => page.items).map((row) => [row.reference, row])).values()]
}

/** The kept numbers beside views, by key. */
export const countsQuery = queryOptions({
  queryKey: ['counts'],
  queryFn: async ({ signal }) => (await request(countsEndpoint, { signal })).counts,
})

/** One case with its clocks explained. */
export function caseQuery(reference: string) {
  return queryOptions({
    queryKey: ['case', reference],
    queryFn: ({ signal }) => request(readCaseEndpoint, { params: { reference }, signal }),
    staleTime: 5_000,
  })
}
