import { infiniteQueryOptions } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import type { QueryOf } from '#platform/http/endpoint.ts'
import { type ActorKind, listAuditEndpoint } from '../domain/audit-contract.ts'

/** What a reader asks for; empty where it does not matter. Dates are days of their own zone, both included. */
export type AuditSearch = {
  by: ActorKind | ''
  person: { id: string; name: string } | null
  action: string
  about: string
  account: { id: string; name: string } | null
  from: string
  until: string
}

export const emptySearch: AuditSearch = {
  by: '',
  person: null,
  action: '',
  about: '',
  account: null,
  from: '',
  until: '',
}

/** The same search as the API takes it. */
export function auditQueryOf(search: AuditSearch, timeZone: string): QueryOf<typeof listAuditEndpoint> {
  const { by, person, action, about, account, from, until } = search
  return {
    ...(by !== '' && { by }),
    ...(person !== null && { actorId: person.id }),
    ...(action !== '' && { action }),
    ...(about.trim() !== '' && { about: about.trim() }),
    ...(account !== null && { accountId: account.id }),
    ...(from !== '' && { from: startOfDay(from, timeZone, 0) }),
    ...(until !== '' && { until: startOfDay(until, timeZone, 1) }),
  }
}

function startOfDay(day: string, timeZone: string, later: number): string {
  return Temporal.PlainDate.from(day).add({ days: later }).toZonedDateTime(timeZone).toInstant().toString()
}

export function auditQuery(search: AuditSearch, timeZone: string) {
  const asked = auditQueryOf(search, timeZone)
  return infiniteQueryOptions({
    queryKey: ['audit', asked],
    queryFn: ({ pageParam, signal }) =>
      request(listAuditEndpoint, {
        query: { ...asked, ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 0,
  })
}
