import { useState } from 'react'
import { Checkbox, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import {
  addWebhookEndpoint,
  changeWebhookEndpoint,
  type WebhookView,
} from '#channels/webhooks/domain/contract.ts'
import { webhookEventNames } from '#channels/webhooks/domain/webhook-events.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { eventWord } from './event-word.ts'
import { useWebhookWords } from './use-webhook-words.ts'
import { webhooksKey } from './webhook-queries.ts'
import classes from './webhooks.module.css'

type WebhookDialogProps = {
  /** Null for a new one. */
  webhook: WebhookView | null
  opened: boolean
  onClose: () => void
  onSecret: (secret: string | null) => void
}

/** Adds an endpoint, or changes what it is told of and where. */
export function WebhookDialog({ webhook, opened, onClose, onSecret }: WebhookDialogProps) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const { keyFor, renew } = useSubmissionKey()
  const [name, setName] = useState(webhook?.name ?? '')
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState<string[]>(webhook?.events ?? ['case.opened'])
  const [internal, setInternal] = useState(webhook?.internal ?? false)
  const save = async (): Promise<void> => {
    const chosen = webhookEventNames.filter((one) => events.includes(one))
    const body = { name: name.trim(), url: url.trim(), events: chosen, internal }
    if (webhook === null) {
      const { secret } = await request(addWebhookEndpoint, { body, idempotencyKey: keyFor(body) })
      renew()
      onSecret(secret)
    } else {
      const { id, version } = webhook
      await request(changeWebhookEndpoint, { params: { id }, body: { ...body, version } })
      toast({ message: t('saved') })
    }
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
  }
  const check = (): Record<string, string> => ({
    ...(name.trim() === '' && { name: t('form.missingName') }),
    ...(url.trim() === '' && { url: t('form.missingUrl') }),
    ...(events.length === 0 && { events: t('form.missingEvents') }),
  })
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={webhook === null ? t('form.addTitle') : t('form.editTitle', { name: webhook.name })}
      lead={webhook === null ? t('form.addLead') : undefined}
      send={t(webhook === null ? 'form.addSend' : 'form.editSend')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('form.name')}
            placeholder={t('form.namePlaceholder')}
            value={name}
            maxLength={100}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('form.url')}
            description={t('form.urlNote')}
            type="url"
            inputMode="url"
            value={url}
            maxLength={2000}
            error={errorOf('url')}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('form.events')}
            value={events}
            onChange={setEvents}
            error={errorOf('events')}
          >
            <div className={classes.checks}>
              {webhookEventNames.map((event) => (
                <Checkbox key={event} value={event} label={t(eventWord(event))} description={event} />
              ))}
            </div>
          </Checkbox.Group>
          <Checkbox
            label={t('form.internal')}
            description={t('form.internalNote')}
            checked={internal}
            onChange={(event) => setInternal(event.currentTarget.checked)}
          />
        </>
      )}
    </SendDialog>
  )
}
