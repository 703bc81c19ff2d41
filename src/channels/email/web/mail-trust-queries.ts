import { queryOptions } from '@tanstack/react-query'
import { listTrustEndpoint, readAccountMailEndpoint } from '#channels/email/domain/mail-trust-contract.ts'
import { request } from '#web/api/request.ts'

/** Whom the checks of a sender believe, for all mail and for single ways of it. For admins. */
export const mailTrustQuery = queryOptions({
  queryKey: ['mail-trust'],
  queryFn: async ({ signal }) => (await request(listTrustEndpoint, { signal })).items,
})

/** What proves the senders of an account. For admins. */
export function accountProofQuery(accountId: string) {
  return queryOptions({
    queryKey: ['account-proof', accountId],
    queryFn: ({ signal }) => request(readAccountMailEndpoint, { params: { id: accountId }, signal }),
  })
}
