import { useMutation, useQueryClient } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { readNotificationsEndpoint, unreadNotificationsEndpoint } from '../domain/contract.ts'
import { notificationsKey } from './notification-queries.ts'
import { useNotificationWords } from './use-notification-words.ts'

/** Marks some as read, or all of them with a way back. */
export function useMarkRead() {
  const t = useNotificationWords()
  const queryClient = useQueryClient()
  const onSettled = () => queryClient.invalidateQueries({ queryKey: notificationsKey })
  const onError = () => toast({ message: t('list.notMarked'), tone: 'bad' })
  const some = useMutation({
    mutationFn: (ids: string[]) => request(readNotificationsEndpoint, { body: { ids } }),
    onSettled,
  })
  const back = useMutation({
    mutationFn: (ids: string[]) => request(unreadNotificationsEndpoint, { body: { ids } }),
    onSettled,
    onError,
  })
  const all = useMutation({
    mutationFn: () => request(readNotificationsEndpoint, { body: { all: true } }),
    onSettled,
    onError,
    onSuccess: ({ ids }) => {
      if (ids.length === 0) return
      toast({ message: t('list.readAllDone', { count: ids.length }), undo: () => back.mutate(ids) })
    },
  })
  return { readSome: (ids: string[]) => some.mutate(ids), readAll: () => all.mutate(), isBusy: all.isPending }
}
