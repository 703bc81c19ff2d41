import { TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { addAccountEndpoint } from '#people/accounts/domain/account-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { useAccountWords } from './use-account-words.ts'

type DeskNewAccountDialogProps = { opened: boolean; onClose: () => void }

/** Adds a customer company, and leads to its page. */
export function DeskNewAccountDialog({ opened, onClose }: DeskNewAccountDialogProps) {
  const t = useAccountWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [name, setName] = useState('')
  const add = async (): Promise<void> => {
    const body = { name: name.trim() }
    const { id } = await request(addAccountEndpoint, { body, idempotencyKey: submission.keyFor(body) })
    submission.renew()
    setName('')
    void queryClient.invalidateQueries({ queryKey: ['accounts'] })
    go(`/desk/accounts/${id}`)
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('account.new')}
      lead={t('account.newLead')}
      send={t('account.add')}
      check={() => (name.trim() === '' ? { name: t('account.nameMissing') } : {})}
      onSend={add}
    >
      {(errorOf) => (
        <TextInput
          label={t('account.name')}
          value={name}
          maxLength={200}
          data-autofocus
          error={errorOf('name')}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
    </SendDialog>
  )
}
