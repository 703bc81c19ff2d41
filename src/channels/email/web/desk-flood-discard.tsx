import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { discardFloodEndpoint, type FloodView } from '#channels/email/domain/floods-contract.ts'
import { DialogBody } from '#desk/cases/web/desk-dialog-parts.tsx'
import { useDialogForm } from '#desk/cases/web/desk-use-dialog-form.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-mail.module.css'
import { useFloodWords } from './use-flood-words.ts'

type DeskFloodDiscardProps = { flood: FloodView; opened: boolean; onClose: () => void }

/** Puts all messages of a flood aside, with a reason; they are kept. */
export function DeskFloodDiscard({ flood, opened, onClose }: DeskFloodDiscardProps) {
  const t = useFloodWords()
  const title = t('discardTitle', { messages: flood.messages.toLocaleString('en') })
  return (
    <DialogFrame opened={opened} onClose={onClose} title={title} size={440}>
      <DiscardForm flood={flood} onClose={onClose} />
    </DialogFrame>
  )
}

function DiscardForm({ flood: { id, version }, onClose }: { flood: FloodView; onClose: () => void }) {
  const t = useFloodWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [reason, setReason] = useState('')
  const form = useDialogForm(onClose)
  const discard = async (body: { reason: string; version: number }): Promise<void> => {
    await request(discardFloodEndpoint, { params: { id }, body, idempotencyKey: submission.keyFor(body) })
    toast({ message: t('discardDone') })
    void queryClient.invalidateQueries({ queryKey: ['triage'] })
    go('/desk/triage')
  }
  const send = (): void => {
    const body = { reason: reason.trim(), version }
    if (body.reason === '') return form.setProblem(t('missing'))
    void form.run(() => discard(body))
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('discard')}>
      <p className={classes.quiet}>{t('discardLead')}</p>
      <Textarea
        label={t('reason')}
        value={reason}
        maxLength={500}
        autosize
        minRows={2}
        data-autofocus
        onChange={(event) => {
          setReason(event.currentTarget.value)
          form.setProblem(undefined)
        }}
      />
    </DialogBody>
  )
}
