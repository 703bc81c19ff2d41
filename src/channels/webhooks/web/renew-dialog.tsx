import { useQueryClient } from '@tanstack/react-query'
import { renewSecretEndpoint, type WebhookView } from '#channels/webhooks/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { useWebhookWords } from './use-webhook-words.ts'
import { webhooksKey } from './webhook-queries.ts'

type RenewDialogProps = {
  webhook: WebhookView | null
  opened: boolean
  onClose: () => void
  onSecret: (secret: string | null) => void
}

/** Says what a new secret means for the receiver before it is made. */
export function RenewDialog({ webhook, opened, onClose, onSecret }: RenewDialogProps) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const renew = async (): Promise<void> => {
    if (webhook === null) return
    const { secret } = await request(renewSecretEndpoint, { params: { id: webhook.id } })
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
    onSecret(secret)
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('renewTitle', { name: webhook?.name ?? '' })}
      lead={t('renewLead')}
      send={t('renewSend')}
      onSend={renew}
    >
      {() => null}
    </SendDialog>
  )
}
