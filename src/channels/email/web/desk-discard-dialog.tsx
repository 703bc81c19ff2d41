import { Button, Textarea } from '@mantine/core'
import { useState } from 'react'
import { DialogBody } from '#desk/cases/web/desk-dialog-parts.tsx'
import { useDialogForm } from '#desk/cases/web/desk-use-dialog-form.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'
import { useTriageActs } from './use-triage-acts.ts'

type DeskDiscardDialogProps = { ids: string[]; opened: boolean; onClose: () => void; onDone?: () => void }

/** Puts messages aside, with a reason; they are kept. */
export function DeskDiscardDialog({ opened, onClose, ...form }: DeskDiscardDialogProps) {
  const t = useMailWords()
  return (
    <DialogFrame opened={opened} onClose={onClose} title={t('discard.title')} size={440}>
      <DiscardForm onClose={onClose} {...form} />
    </DialogFrame>
  )
}

const common = ['advertising', 'automatic', 'elsewhere']

function DiscardForm({ ids, onClose, onDone }: Omit<DeskDiscardDialogProps, 'opened'>) {
  const t = useMailWords()
  const acts = useTriageActs()
  const [reason, setReason] = useState('')
  const form = useDialogForm(onClose)
  const send = (): void => {
    if (reason.trim() === '') return form.setProblem(t('discard.missing'))
    void form.run(async () => {
      await acts.putAside(ids, reason.trim())
      onDone?.()
    })
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
