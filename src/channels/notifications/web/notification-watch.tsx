import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { MeView } from '#people/auth/domain/contract.ts'
import { meQuery } from '#people/auth/web/use-me.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { readNotificationsEndpoint } from '../domain/contract.ts'
import { notificationsKey, unreadQuery } from './notification-queries.ts'

/** Stands once in the app: keeps the bell fresh, and takes the news of a case as read where its page is open. */
export function NotificationWatch() {
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  return me == null ? null : <Watch me={me} />
}

function Watch({ me }: { me: MeView }) {
  const queryClient = useQueryClient()
  const { pathname } = usePlace()
  const { data: unread = 0 } = useQuery(unreadQuery)
  useLiveTopics({ [`notifications:${me.id}`]: [notificationsKey] })
  const reference = /^\/(?:desk|portal)\/cases\/([A-Za-z]{1,6}-\d+)$/.exec(pathname)?.[1]
  useEffect(() => {
    if (reference === undefined || unread === 0 || document.visibilityState !== 'visible') return
    void request(readNotificationsEndpoint, { body: { reference } })
      .then(({ ids }) =>
        ids.length === 0 ? undefined : queryClient.invalidateQueries({ queryKey: notificationsKey }),
      )
      // The next news of the case, or the next visit, tries again.
      .catch(() => undefined)
  }, [reference, unread, queryClient])
  return null
}
