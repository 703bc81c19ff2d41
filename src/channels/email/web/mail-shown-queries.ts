import { queryOptions } from '@tanstack/react-query'
import {
  listCaseMailEndpoint,
  listOwnMailEndpoint,
  readMailEndpoint,
  readMailPageEndpoint,
  readMailSourceEndpoint,
} from '#channels/email/domain/mail-shown-contract.ts'
import { request } from '#web/api/request.ts'

/** A message never changes; what is asked of it is asked once. */
const never = { staleTime: Infinity } as const

/** A message that came in, whole. */
export function mailQuery(id: string) {
  return queryOptions({
    queryKey: ['mail', id],
    queryFn: ({ signal }) => request(readMailEndpoint, { params: { id }, signal }),
    ...never,
  })
}

export function mailPageQuery(id: string) {
  return queryOptions({
    queryKey: ['mail', id, 'page'],
    queryFn: ({ signal }) => request(readMailPageEndpoint, { params: { id }, signal }),
    ...never,
  })
}

export function mailSourceQuery(id: string) {
  return queryOptions({
    queryKey: ['mail', id, 'source'],
    queryFn: ({ signal }) => request(readMailSourceEndpoint, { params: { id }, signal }),
    ...never,
  })
}

/** Under the key of the timeline, so that both are asked for again together. */
export function caseMailQuery(reference: string) {
  return queryOptions({
    queryKey: ['timeline', reference, 'mail'],
    queryFn: async ({ signal }) =>
      (await request(listCaseMailEndpoint, { params: { reference }, signal })).items,
    staleTime: 5_000,
  })
}

/** The same for a contact, under the key of their case. */
export function ownMailQuery(reference: string) {
  return queryOptions({
    queryKey: ['case', reference, 'timeline', 'own-mail'],
    queryFn: async ({ signal }) =>
      (await request(listOwnMailEndpoint, { params: { reference }, signal })).items,
    staleTime: 5_000,
  })
}
