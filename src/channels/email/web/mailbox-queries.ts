import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { listMailboxesEndpoint, readMailboxEndpoint } from '#channels/email/domain/mailbox-contract.ts'
import { request } from '#web/api/request.ts'

/** Everything of mailboxes is asked again when one of them has news. */
export const mailboxesKey = ['mailboxes']

/** Mailboxes, newest first. For admins. */
export const mailboxesQuery = infiniteQueryOptions({
  queryKey: ['mailboxes', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listMailboxesEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

export function mailboxQuery(id: string) {
  return queryOptions({
    queryKey: ['mailboxes', 'one', id],
    queryFn: ({ signal }) => request(readMailboxEndpoint, { params: { id }, signal }),
  })
}
