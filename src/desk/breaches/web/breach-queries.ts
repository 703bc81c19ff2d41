import { infiniteQueryOptions, queryOptions, useQueryClient } from '@tanstack/react-query'
import { listCausesEndpoint } from '#desk/breaches/domain/cause-contract.ts'
import {
  BREACH_STATES,
  listBreachesEndpoint,
  listCaseCreditsEndpoint,
  readBreachEndpoint,
  readBreachTrendEndpoint,
} from '#desk/breaches/domain/contract.ts'
import { request } from '#web/api/request.ts'

export const stateTabs = [...BREACH_STATES, 'all'] as const
export type StateTab = (typeof stateTabs)[number]

/** What the address says the list is narrowed down to. */
export type BreachSearch = {
  /** Absent, it is what the reader is to do first. */
  state?: StateTab
  accountId?: string
  line?: number
  cause?: string
  package?: string
  from?: string
  to?: string
}

const day = /^\d{4}-\d\d-\d\d$/

/** Reads an address; what it does not know, it leaves out. */
export function readBreachSearch(address: string): BreachSearch {
  const asked = new URLSearchParams(address)
  const fits = (key: string, pattern: RegExp): string | undefined => {
    const value = asked.get(key)
    return value !== null && pattern.test(value) ? value : undefined
  }
  const state = stateTabs.find((one) => one === asked.get('state'))
  const line = fits('line', /^[1-4]$/)
  const texts = {
    accountId: fits('account', /^[0-9a-f-]{36}$/),
    cause: fits('cause', /^[a-z_]{2,40}$/),
    package: fits('package', /^[\w.-]{1,60}$/),
    from: fits('from', day),
    to: fits('to', day),
  }
  return {
    ...(state !== undefined && { state }),
    ...(line !== undefined && { line: Number(line) }),
    ...Object.fromEntries(Object.entries(texts).filter(([, value]) => value !== undefined)),
  }
}

/** The address of the list narrowed down to this. */
export function breachesHref(search: BreachSearch): string {
  const asked = new URLSearchParams()
  for (const [key, value] of Object.entries(search))
    if (value !== undefined && value !== '') asked.set(key === 'accountId' ? 'account' : key, String(value))
  const text = asked.toString()
  return text === '' ? '/desk/breaches' : `/desk/breaches?${text}`
}

/** Whether more than a state was chosen. */
export function isNarrow({ state: _state, ...rest }: BreachSearch): boolean {
  return Object.values(rest).some((value) => value !== undefined && value !== '')
}

/** The search as the API asks for it. */
export function breachFilters({ state, ...rest }: BreachSearch) {
  return { ...rest, ...(state !== undefined && state !== 'all' && { state }) }
}

export function breachesQuery(search: BreachSearch) {
  return infiniteQueryOptions({
    queryKey: ['breaches', 'list', search],
    queryFn: ({ pageParam, signal }) =>
      request(listBreachesEndpoint, {
        query: { ...breachFilters(search), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

export function trendQuery(by: 'cause' | 'line', accountId: string | undefined) {
  return queryOptions({
    queryKey: ['breaches', 'trend', by, accountId],
    queryFn: ({ signal }) =>
      request(readBreachTrendEndpoint, {
        query: { by, ...(accountId !== undefined && { accountId }) },
        signal,
      }),
  })
}

export function breachQuery(id: string) {
  return queryOptions({
    queryKey: ['breaches', 'one', id],
    queryFn: ({ signal }) => request(readBreachEndpoint, { params: { id }, signal }),
  })
}

/**
 * What is shown of a case stays until what is new of it has come.
 * @param version of the case: it tells that something was answered, or missed
 */
export function caseBreachesQuery(reference: string, version: number) {
  return queryOptions({
    queryKey: ['breaches', 'case', reference, version],
    queryFn: ({ signal }) => request(listBreachesEndpoint, { query: { reference }, signal }),
    placeholderData: (shown, before) => (before?.queryKey[2] === reference ? shown : undefined),
  })
}

export function caseCreditsQuery(reference: string, version: number) {
  return queryOptions({
    queryKey: ['breaches', 'credits', reference, version],
    queryFn: ({ signal }) => request(listCaseCreditsEndpoint, { params: { reference }, signal }),
    placeholderData: (shown, before) => (before?.queryKey[2] === reference ? shown : undefined),
  })
}

export const causesQuery = queryOptions({
  queryKey: ['breaches', 'causes'],
  queryFn: async ({ signal }) => (await request(listCausesEndpoint, { signal })).items,
})

/** Everything that shows a missed promise is fetched again. */
export function useRenewBreaches(): () => Promise<void> {
  const queryClient = useQueryClient()
  return () => queryClient.invalidateQueries({ queryKey: ['breaches'] })
}
