import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { DialogBody } from '#desk/cases/web/desk-dialog-parts.tsx'
import { useDialogForm } from '#desk/cases/web/desk-use-dialog-form.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'

type DeskDiscardDialogProps = {
  /** Where it is not one message or some, but all of a flood. */
  title?: string
  lead?: string
  discard: (reason: string) => Promise<void>
  opened: boolean
  onClose: () => void
}

/** Puts messages aside, with a reason; they are kept. */
export function DeskDiscardDialog({ title, opened, onClose, ...form }: DeskDiscardDialogProps) {
  const t = useMailWords()
  return (
    <DialogFrame opened={opened} onClose={onClose} title={title ?? t('discard.title')} size={440}>
      <DiscardForm onClose={onClose} {...form} />
    </DialogFrame>
  )
}

const common = ['advertising', 'automatic', 'elsewhere']

function DiscardForm({ lead, discard, onClose }: Omit<DeskDiscardDialogProps, 'opened' | 'title'>) {
  const t = useMailWords()
  const [reason, setReason] = useState('')
  const form = useDialogForm(onClose)
  const send = (): void => {
    if (reason.trim() === '') return form.setProblem(t('discard.missing'))
    void form.run(() => discard(reason.trim()))
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('discard.send')}>
      <p className={classes.quiet}>{lead ?? t('discard.lead')}</p>
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
