import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  listAccountsEndpoint,
  listAgreementsEndpoint,
  listCoverageZonesEndpoint,
  listDocumentsEndpoint,
  readAgreementEndpoint,
} from '#promise/agreements/domain/agreement-contract.ts'
import { listPackagesEndpoint } from '#promise/agreements/domain/contract.ts'
import { listSeatsEndpoint } from '#promise/agreements/domain/seat-contract.ts'
import { request } from '#web/api/request.ts'

/** Accounts by name, a page at a time. */
export function accountsQuery(q: string) {
  return infiniteQueryOptions({
    queryKey: ['accounts', q],
    queryFn: ({ pageParam, signal }) =>
      request(listAccountsEndpoint, {
        query: { ...(q !== '' && { q }), ...(pageParam !== '' && { after: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
}

/** All agreements of an account, the latest first. */
export function agreementsQuery(accountId: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'agreements'],
    queryFn: ({ signal }) => request(listAgreementsEndpoint, { params: { id: accountId }, signal }),
  })
}

/** One agreement, with its price and what stands against it. */
export function agreementQuery(accountId: string, id: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'agreement', id],
    queryFn: ({ signal }) => request(readAgreementEndpoint, { params: { id }, signal }),
  })
}

/** Who holds and who held a seat of an agreement. */
export function seatsQuery(accountId: string, agreementId: string | undefined) {
  return queryOptions({
    queryKey: ['account', accountId, 'seats', agreementId],
    enabled: agreementId !== undefined,
    queryFn: ({ signal }) => request(listSeatsEndpoint, { params: { id: agreementId ?? '' }, signal }),
  })
}

/** The signed papers of an agreement, for the account's own admins. */
export function papersQuery(accountId: string, agreementId: string) {
  return queryOptions({
    queryKey: ['account', accountId, 'papers', agreementId],
    queryFn: async ({ signal }) =>
      (await request(listDocumentsEndpoint, { params: { id: agreementId }, signal })).items,
  })
}

/** The published packages. */
export const packagesQuery = queryOptions({
  queryKey: ['packages'],
  staleTime: 10 * 60_000,
  queryFn: async ({ signal }) => (await request(listPackagesEndpoint, { signal })).packages,
})

/** The coverage zones of the catalogue. */
export const zonesQuery = queryOptions({
  queryKey: ['coverage-zones'],
  staleTime: 10 * 60_000,
  queryFn: async ({ signal }) => (await request(listCoverageZonesEndpoint, { signal })).items,
})
