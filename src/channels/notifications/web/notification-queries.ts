import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import {
  countNotificationsEndpoint,
  listNotificationsEndpoint,
  readMailSwitchEndpoint,
  readNotificationSettingsEndpoint,
} from '../domain/contract.ts'

/** All that is about the reader's notifications begins with this key, which live news make stale. */
export const notificationsKey = ['notifications']
const latestCount = 10

/** How many are not read. */
export const unreadQuery = queryOptions({
  queryKey: [...notificationsKey, 'count'],
  queryFn: async ({ signal }) => (await request(countNotificationsEndpoint, { signal })).unread,
})

/** The latest ten, for the bell. */
export const latestQuery = queryOptions({
  queryKey: [...notificationsKey, 'latest'],
  queryFn: async ({ signal }) =>
    (await request(listNotificationsEndpoint, { query: { limit: latestCount }, signal })).items,
  staleTime: 5_000,
})

/** All of them, newest first. */
export const notificationsQuery = infiniteQueryOptions({
  queryKey: [...notificationsKey, 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listNotificationsEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
  staleTime: 5_000,
})

/** What the reader chose. */
export const settingsQuery = queryOptions({
  queryKey: ['notification-settings'],
  queryFn: ({ signal }) => request(readNotificationSettingsEndpoint, { signal }),
})

/** What a link below a mail turns off. */
export function mailSwitchQuery(token: string) {
  return queryOptions({
    queryKey: ['mail-switch', token],
    queryFn: ({ signal }) => request(readMailSwitchEndpoint, { params: { token }, signal }),
  })
}
