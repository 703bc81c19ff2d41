import { Button, Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { discardTriageEndpoint } from '#channels/email/domain/contract.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { toast } from '#web/components/toast.tsx'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'
import { DialogBody } from '#desk/cases/web/desk-dialog-parts.tsx'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import { useDialogForm } from '#desk/cases/web/desk-use-dialog-form.ts'

type DeskDiscardDialogProps = { id: string; opened: boolean; onClose: () => void }

/** Puts a message aside, with a reason; it is kept. */
export function DeskDiscardDialog({ id, opened, onClose }: DeskDiscardDialogProps) {
  const t = useMailWords()
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('discard.title')} size={440}>
      <DiscardForm id={id} onClose={onClose} />
    </DialogFrame>
  )
}

const common = ['advertising', 'automatic', 'elsewhere']

function DiscardForm({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMailWords()
  const go = useGo()
  const queryClient = useQueryClient()
  const submission = useSubmissionKey()
  const [reason, setReason] = useState('')
  const form = useDialogForm(onClose)
  const discard = async (body: { reason: string }): Promise<void> => {
    await request(discardTriageEndpoint, { params: { id }, body, idempotencyKey: submission.keyFor(body) })
    toast({ message: t('discard.done') })
    for (const queryKey of [['triage', 'list'], ['counts']]) void queryClient.invalidateQueries({ queryKey })
    go('/desk/triage')
  }
  const send = (): void => {
    const body = { reason: reason.trim() }
    if (body.reason === '') return form.setProblem(t('discard.missing'))
    void form.run(() => discard(body))
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('discard.send')}>
      <p className={classes.quiet}>{t('discard.lead')}</p>
      <div className={classes.common}>
        {common.map((key) => (
          <Button key={key} size="xs" onClick={() => setReason(t(`discard.common.${key}`))}>
            {t(`discard.common.${key}`)}
          </Button>
        ))}
      </div>
      <Textarea
        label={t('discard.reason')}
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
