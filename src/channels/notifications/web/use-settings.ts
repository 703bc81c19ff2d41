import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '#web/api/request.ts'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { type NotificationSettings, saveNotificationSettingsEndpoint } from '../domain/contract.ts'
import { settingsQuery } from './notification-queries.ts'
import { useNotificationWords } from './use-notification-words.ts'

export type SettingsChange = Partial<Pick<NotificationSettings, 'kinds' | 'digest'>> & {
  quiet?: NonNullable<NotificationSettings['quiet']>
}

/** The reader's settings, and a way to change some of them: shown at once, kept at once, taken back if that fails. */
export function useSettings() {
  const t = useNotificationWords()
  const queryClient = useQueryClient()
  const settings = useQuery(settingsQuery)
  const { queryKey } = settingsQuery
  const saving = useMutation({
    mutationFn: (change: SettingsChange) => request(saveNotificationSettingsEndpoint, { body: change }),
    // One after another, so that the last choice is what is kept.
    scope: { id: 'notification-settings' },
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey })
      const before = queryClient.getQueryData(queryKey)
      if (before !== undefined) queryClient.setQueryData(queryKey, changed(before, change))
    },
    onSuccess: () => announce(t('settings.saved'), 'polite'),
    onError: () => toast({ message: t('settings.notSaved'), tone: 'bad' }),
    onSettled: () => queryClient.invalidateQueries({ queryKey }),
  })
  return { settings, save: (change: SettingsChange) => saving.mutate(change) }
}

function changed(
  before: NotificationSettings,
  { kinds = [], ...rest }: SettingsChange,
): NotificationSettings {
  const merged = before.kinds.map((one) => kinds.find(({ kind }) => kind === one.kind) ?? one)
  return { ...before, ...rest, kinds: merged }
}
