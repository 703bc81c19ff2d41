import { useState } from 'react'
import { NativeSelect } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { replayFailedEndpoint } from '#channels/webhooks/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import { useWebhookWords } from './use-webhook-words.ts'
import { webhooksKey } from './webhook-queries.ts'

const periods = ['1', '24', '168', '720'] as const
const hourMs = 3_600_000

/** Sends again all that failed since a moment. */
export function ReplayDialog({ id, opened, onClose }: { id: string; opened: boolean; onClose: () => void }) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const [hours, setHours] = useState('24')
  const replay = async (): Promise<void> => {
    const since = new Date(serverNow() - Number(hours) * hourMs).toISOString()
    const { replayed: count } = await request(replayFailedEndpoint, { params: { id }, body: { since } })
    toast({ message: count === 0 ? t('deliveries.replayedNone') : t('deliveries.replayed', { count }) })
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('deliveries.replayTitle')}
      lead={t('deliveries.replayLead')}
      send={t('deliveries.replaySend')}
      onSend={replay}
    >
      {(errorOf) => (
        <NativeSelect
          label={t('deliveries.since')}
          value={hours}
          data={periods.map((value) => ({ value, label: t(`deliveries.period.${value}`) }))}
          error={errorOf('since')}
          data-autofocus
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
