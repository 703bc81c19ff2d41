import { Radio } from '@mantine/core'
import { useState } from 'react'
import { type CaseView, closeReason } from '#desk/cases/domain/contract.ts'
import { CLOSE_REASONS } from '#desk/cases/domain/status-machine.ts'
import { DialogBody } from './desk-dialog-parts.tsx'
import classes from './desk-dialog-parts.module.css'
import { useCaseChange } from './desk-use-case-change.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'
import { DeskDialog } from './desk-dialog.tsx'

type DeskCloseDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** Ends a case without a solution, for one of the reasons that count in no rate (SPEC 4.3). */
export function DeskCloseDialog({ found, opened, onClose }: DeskCloseDialogProps) {
  const t = useDeskWords()
  return (
    <DeskDialog
      opened={opened}
      onClose={onClose}
      title={t('close.title', { reference: found.reference })}
      size={480}
    >
      <CloseForm found={found} onClose={onClose} />
    </DeskDialog>
  )
}

function CloseForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useDeskWords()
  const form = useDialogForm(onClose)
  const { change } = useCaseChange()
  const [chosen, setChosen] = useState('')
  const { reference } = found
  const send = (): void => {
    const reason = closeReason.safeParse(chosen)
    if (!reason.success) return form.setProblem(t('close.missing'))
    const wanted = { status: 'closed' as const, closeReason: reason.data }
    void form.run(() =>
      change({ case: found, change: wanted, done: t('change.closed', { reference }) }, true),
    )
    return undefined
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('close.send')}>
      <p className={classes.lead}>{t('close.lead')}</p>
      <Radio.Group label={t('close.reason')} value={chosen} onChange={setChosen}>
        <div className={classes.choices}>
          {CLOSE_REASONS.map((reason) => (
            <Radio key={reason} value={reason} label={t(`close.reasons.${reason}`)} />
          ))}
        </div>
      </Radio.Group>
    </DialogBody>
  )
}
