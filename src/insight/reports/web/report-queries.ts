import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import { isMonth, type Month } from '../domain/month.ts'
import { clockKinds, type SettledKind } from '../domain/promise-record.ts'
import { readAccountRecordEndpoint, readOwnRecordEndpoint } from '../domain/record-contract.ts'
import { listPromiseRowsEndpoint, readPromiseReportEndpoint } from '../domain/report-contract.ts'
import { readSubscriptionEndpoint } from '../domain/report-mail-contract.ts'

const shows = ['all', 'kept', 'missed', 'lowered', 'cancelled'] as const
export type Show = (typeof shows)[number]

/** What the address of the report says. With `show`, the promises behind a number are listed. */
export type ReportSearch = {
  month: Month
  by: 'account' | 'line'
  show: Show | undefined
  part: 'promises' | 'targets'
  kind: SettledKind | undefined
  account: string | undefined
  line: number | undefined
}

/** What does not fit is dropped. */
export function readReportSearch(search: string, thisMonth: Month): ReportSearch {
  const asked = new URLSearchParams(search)
  const month = asked.get('month') ?? ''
  const account = asked.get('account') ?? ''
  const line = asked.get('line') ?? ''
  return {
    month: isMonth(month) && month <= thisMonth ? month : thisMonth,
    by: asked.get('by') === 'line' ? 'line' : 'account',
    show: shows.find((one) => one === asked.get('show')),
    part: asked.get('part') === 'targets' ? 'targets' : 'promises',
    kind: clockKinds.find((one) => one === asked.get('kind')),
    account: /^[0-9a-f-]{36}$/.test(account) ? account : undefined,
    line: /^\d{1,2}$/.test(line) ? Number(line) : undefined,
  }
}

export function reportHref(search: Partial<ReportSearch> & { month: Month }): string {
  const asked = new URLSearchParams({ month: search.month })
  if (search.by === 'line') asked.set('by', 'line')
  if (search.show !== undefined) asked.set('show', search.show)
  if (search.part === 'targets') asked.set('part', 'targets')
  if (search.kind !== undefined) asked.set('kind', search.kind)
  if (search.account !== undefined) asked.set('account', search.account)
  if (search.line !== undefined) asked.set('line', String(search.line))
  return `/desk/reports/promises?${asked}`
}

export function reportQuery({ month, by }: ReportSearch) {
  return infiniteQueryOptions({
    queryKey: ['reports', 'promises', month, by],
    queryFn: ({ pageParam, signal }) =>
      request(readPromiseReportEndpoint, {
        query: { month, by, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 30_000,
  })
}

/** The search as the API asks for rows. */
export function rowFilters({ month, part, kind, show, account, line }: ReportSearch) {
  return {
    month,
    part,
    ...(kind !== undefined && { kind }),
    ...(show !== undefined && show !== 'all' && { show }),
    ...(account !== undefined && { accountId: account }),
    ...(line !== undefined && { line }),
  }
}

export function promiseRowsQuery(search: ReportSearch) {
  const filters = rowFilters(search)
  return infiniteQueryOptions({
    queryKey: ['reports', 'rows', filters],
    queryFn: ({ pageParam, signal }) =>
      request(listPromiseRowsEndpoint, {
        query: { ...filters, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export const subscriptionQuery = queryOptions({
  queryKey: ['reports', 'subscription'],
  queryFn: ({ signal }) => request(readSubscriptionEndpoint, { signal }),
})

export function accountRecordQuery(id: string) {
  return queryOptions({
    queryKey: ['account', id, 'promise-record'],
    queryFn: ({ signal }) => request(readAccountRecordEndpoint, { params: { id }, signal }),
  })
}

export const ownRecordQuery = queryOptions({
  queryKey: ['promise-record'],
  queryFn: ({ signal }) => request(readOwnRecordEndpoint, { signal }),
})
