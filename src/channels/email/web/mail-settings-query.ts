import { queryOptions } from '@tanstack/react-query'
import { readMailSettingsEndpoint } from '#channels/email/domain/mail-settings-contract.ts'
import { request } from '#web/api/request.ts'

/** How mail comes in and leaves. For admins. */
export const mailSettingsQuery = queryOptions({
  queryKey: ['mail-settings'],
  queryFn: ({ signal }) => request(readMailSettingsEndpoint, { signal }),
})
