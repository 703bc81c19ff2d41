import { NativeSelect, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { acceptOnceEndpoint } from '#channels/email/domain/triage-acts-contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { useTakeBackCase } from './use-take-back-case.ts'
import { useTriageWords } from './use-triage-words.ts'

type DeskAcceptDialogProps = { message: TriageView; opened: boolean; onClose: () => void }

/** A manager handles a message as its sender's, once, with a reason. */
export function DeskAcceptDialog({ message, opened, onClose }: DeskAcceptDialogProps) {
  const t = useTriageWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const takeBack = useTakeBackCase()
  const senders = message.suggestions.filter(({ isSender }) => isSender)
  const [contactId, setContact] = useState(senders[0]?.id ?? '')
  const [waiverId] = useState(() => crypto.randomUUID())
  const [reason, setReason] = useState('')
  const accept = async (): Promise<void> => {
    const body = { contactId, waiver: { id: waiverId, reason: reason.trim() } }
    const { reference } = await request(acceptOnceEndpoint, {
      params: { id: message.id },
      body,
      idempotencyKey: submission.keyFor(body),
    })
    toast({ message: t('done.accepted', { reference }), undo: () => void takeBack(message.id) })
    for (const queryKey of [['triage', 'list'], ['triage', 'counts'], ['counts'], ['cases']])
      void queryClient.invalidateQueries({ queryKey })
    go(`/desk/cases/${encodeURIComponent(reference)}`)
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('accept.title')}
      lead={t('accept.lead', { name: senders.find(({ id }) => id === contactId)?.name })}
      send={t('accept.send')}
      check={() => ({ reason: reason.trim() === '' ? t('accept.missing') : undefined })}
      onSend={accept}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label={t('accept.who')}
            value={contactId}
            data={senders.map(({ id, name, accountName }) => ({
              value: id,
              label: `${name}, ${accountName}`,
            }))}
            onChange={(event) => setContact(event.currentTarget.value)}
          />
          <Textarea
            label={t('accept.reason')}
            value={reason}
            maxLength={1000}
            autosize
            minRows={2}
            data-autofocus
            error={errorOf('reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
