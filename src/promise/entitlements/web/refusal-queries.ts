import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  countRefusalsEndpoint,
  listRefusalsEndpoint,
  readRefusalEndpoint,
} from '#promise/entitlements/domain/refusal-contract.ts'
import { reasonCodes } from '#promise/entitlements/domain/reasons-for.ts'
import { request } from '#web/api/request.ts'

export const periods = [30, 90, 365] as const
export type RefusalSearch = {
  days: (typeof periods)[number]
  reason: (typeof reasonCodes)[number] | undefined
  accountId: string | undefined
}

/** What the address says the log is narrowed down to; what it does not know, it leaves out. */
export function readRefusalSearch(asked: Record<string, unknown>): RefusalSearch {
  const { days, reason, account } = asked
  return {
    days: periods.find((one) => String(one) === String(days)) ?? 90,
    reason: reasonCodes.find((one) => one === reason),
    accountId: typeof account === 'string' && /^[0-9a-f-]{36}$/.test(account) ? account : undefined,
  }
}

/** The address of the log narrowed down to this. */
export function refusalsHref({ days, reason, accountId }: RefusalSearch): string {
  const asked = new URLSearchParams({ days: String(days) })
  if (reason !== undefined) asked.set('reason', reason)
  if (accountId !== undefined) asked.set('account', accountId)
  return `/desk/refusals?${asked.toString()}`
}

/** The search as the API asks for it. */
export function refusalFilters({ days, reason, accountId }: RefusalSearch) {
  return {
    days,
    ...(reason !== undefined && { reason }),
    ...(accountId !== undefined && { accountId }),
  }
}

export function refusalsQuery(search: RefusalSearch) {
  return infiniteQueryOptions({
    queryKey: ['refusals', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      request(listRefusalsEndpoint, {
        query: { ...refusalFilters(search), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function refusalCountsQuery(search: RefusalSearch) {
  return queryOptions({
    queryKey: ['refusals', 'counts', search],
    queryFn: ({ signal }) => request(countRefusalsEndpoint, { query: refusalFilters(search), signal }),
  })
}

export function refusalQuery(id: string) {
  return queryOptions({
    queryKey: ['refusals', 'one', id],
    queryFn: ({ signal }) => request(readRefusalEndpoint, { params: { id }, signal }),
  })
}
