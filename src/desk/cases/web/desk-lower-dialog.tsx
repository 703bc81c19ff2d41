import { Textarea } from '@mantine/core'
import { useState } from 'react'
import type { Priority } from '#desk/cases/domain/contract.ts'
import { kitSay } from '#web/words/i18n.ts'
import { DialogBody } from './desk-dialog-parts.tsx'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'

type DeskLowerDialogProps = {
  /** The lower priority; undefined while nobody asks. */
  priority: Priority | undefined
  onClose: () => void
  onLower: (priority: Priority, reason: string) => Promise<unknown>
}

/** A priority is lowered only with a reason the customer reads (SPEC 5.4). */
export function DeskLowerDialog({ priority, onClose, onLower }: DeskLowerDialogProps) {
  const t = useDeskWords()
  const word = priority === undefined ? '' : kitSay(`case.priority.${priority}`).toLowerCase()
  return (
    <DialogFrame
      opened={priority !== undefined}
      onClose={onClose}
      title={t('lower.title', { priority: word })}
    >
      {priority !== undefined && (
        <LowerForm onClose={onClose} onLower={(reason) => onLower(priority, reason)} />
      )}
    </DialogFrame>
  )
}

function LowerForm({
  onClose,
  onLower,
}: {
  onClose: () => void
  onLower: (reason: string) => Promise<unknown>
}) {
  const t = useDeskWords()
  const form = useDialogForm(onClose)
  const [reason, setReason] = useState('')
  const send = (): void => {
    if (reason.trim() === '') form.setProblem(t('lower.missing'))
    else void form.run(() => onLower(reason.trim()))
  }
  return (
    <DialogBody form={form} onSubmit={send} onCancel={onClose} send={t('lower.send')}>
      <Textarea
        label={t('lower.reason')}
        description={t('lower.note')}
        value={reason}
        maxLength={1000}
        autosize
        minRows={3}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </DialogBody>
  )
}
