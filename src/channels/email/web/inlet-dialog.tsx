import { useState } from 'react'
import { NativeSelect, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import {
  addInletEndpoint,
  changeInletEndpoint,
  type InletProvider,
  inletProviders,
  type InletView,
} from '#channels/email/domain/inlet-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useMailInletWords } from './use-mail-inlet-words.ts'

type InletDialogProps = {
  /** Null for a new one. */
  inlet: InletView | null
  opened: boolean
  onClose: () => void
  onSecret: (inlet: InletView, secret: string | null) => void
}

/** Adds a provider, or changes its name and what proves its posts. */
export function InletDialog({ inlet, opened, onClose, onSecret }: InletDialogProps) {
  const t = useMailInletWords()
  const queryClient = useQueryClient()
  const { keyFor, renew } = useSubmissionKey()
  const [name, setName] = useState(inlet?.name ?? '')
  const [provider, setProvider] = useState<InletProvider>(inlet?.provider ?? 'mailgun')
  const [secret, setSecret] = useState('')
  const entered =
    provider === 'mailgun' || provider === 'sendgrid' || provider === 'ses' ? provider : undefined
  const given = entered === undefined || secret.trim() === '' ? {} : { secret: secret.trim() }
  const save = async (): Promise<void> => {
    if (inlet === null) {
      const body = { name: name.trim(), provider, ...given }
      const made = await request(addInletEndpoint, { body, idempotencyKey: keyFor(body) })
      renew()
      onSecret(made.inlet, made.secret)
    } else {
      const { id, version } = inlet
      await request(changeInletEndpoint, { params: { id }, body: { name: name.trim(), ...given, version } })
      toast({ message: t('saved') })
    }
    void queryClient.invalidateQueries({ queryKey: ['mail-inlets'] })
  }
  const isMissing = inlet === null && entered !== undefined && secret.trim() === ''
  const check = (): Record<string, string> => ({
    ...(name.trim() === '' && { name: t('form.missingName') }),
    ...(isMissing && { secret: t('form.missingSecret') }),
  })
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={inlet === null ? t('form.addTitle') : t('form.editTitle', { name: inlet.name })}
      send={t(inlet === null ? 'form.addSend' : 'form.editSend')}
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
          {inlet === null && (
            <NativeSelect
              label={t('form.provider')}
              description={t(`how.${provider}`)}
              value={provider}
              data={inletProviders.map((value) => ({ value, label: t(`provider.${value}`) }))}
              onChange={({ currentTarget: { value } }) =>
                setProvider(inletProviders.find((one) => one === value) ?? 'mailgun')
              }
            />
          )}
          {entered !== undefined && (
            <PasswordInput
              label={t(`form.secret.${entered}`)}
              description={inlet === null ? undefined : t('form.kept')}
              value={secret}
              maxLength={2000}
              autoComplete="off"
              error={errorOf('secret')}
              onChange={(event) => setSecret(event.currentTarget.value)}
            />
          )}
        </>
      )}
    </SendDialog>
  )
}
