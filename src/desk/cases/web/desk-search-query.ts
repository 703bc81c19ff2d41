import { infiniteQueryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { listCasesEndpoint } from '#desk/cases/domain/contract.ts'
import { searchEndpoint } from '#desk/cases/domain/work-contract.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import { request } from '#web/api/request.ts'

const text = z.string().trim().max(200).catch('')
const id = z.uuid().optional().catch(undefined)
const deskSearch = z.object({ q: text, account: id, contact: id })

/** What is searched for; with an account or contact, `q` is their name and only their cases are meant. */
export type DeskSearch = { q: string; account?: string; contact?: string }

/** The address of the search. What does not fit is dropped. */
export function readDeskSearch(search: Record<string, unknown>): DeskSearch {
  const { q, account, contact } = deskSearch.parse({ q: '', ...search })
  return { q, ...(account !== undefined && { account }), ...(contact !== undefined && { contact }) }
}

export function searchHref(asked: DeskSearch): string {
  return `/desk/search?${new URLSearchParams(asked).toString()}`
}

type Page = ResponseOf<typeof searchEndpoint>

/** Pages of what is found; customers and people stand on the first. */
export function searchQuery(asked: DeskSearch) {
  return infiniteQueryOptions({
    queryKey: ['search', asked],
    queryFn: ({ pageParam, signal }) => findPage(asked, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

async function findPage(
  { q, account, contact }: DeskSearch,
  after: string,
  signal: AbortSignal,
): Promise<Page> {
  const more = after === '' ? {} : { after }
  if (account === undefined && contact === undefined)
    return request(searchEndpoint, { query: { q, ...more }, signal })
  const of = {
    ...(account !== undefined && { accountId: account }),
    ...(contact !== undefined && { contactId: contact }),
  }
  const { items, next } = await request(listCasesEndpoint, {
    query: { ...of, sort: 'newest', limit: 50, ...more },
    signal,
  })
  return { exact: null, accounts: [], contacts: [], cases: items, next }
}
