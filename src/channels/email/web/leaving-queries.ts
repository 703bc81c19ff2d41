import { queryOptions } from '@tanstack/react-query'
import { readSigningEndpoint } from '#channels/email/domain/signing-contract.ts'
import { listTemplatesEndpoint, readMailPrivacyEndpoint } from '#channels/email/domain/template-contract.ts'
import { request } from '#web/api/request.ts'

/** The keys that sign mail. For admins. */
export const signingQuery = queryOptions({
  queryKey: ['mail-signing'],
  queryFn: ({ signal }) => request(readSigningEndpoint, { signal }),
})

/** The words of each kind of mail. For admins. */
export const templatesQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: ({ signal }) => request(listTemplatesEndpoint, { signal }),
})

/** Whether mail to the people of an account has its content. */
export function mailPrivacyQuery(accountId: string) {
  return queryOptions({
    queryKey: ['mail-privacy', accountId],
    queryFn: ({ signal }) => request(readMailPrivacyEndpoint, { params: { id: accountId }, signal }),
  })
}
