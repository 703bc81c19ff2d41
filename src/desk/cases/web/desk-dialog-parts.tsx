import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { DialogForm } from '#web/components/dialog-form.tsx'
import classes from './desk-dialog-parts.module.css'
import type { DialogForm as Sending } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'

type DialogBodyProps = {
  form: Sending
  onSubmit: () => void
  onCancel: () => void
  /** What the one button does. */
  send: string
  children: ReactNode
}

/** The inside of a dialog: its fields, what went wrong, and the way on. */
export function DialogBody({ form, onSubmit, onCancel, send, children }: DialogBodyProps) {
  const t = useDeskWords()
  return (
    <DialogForm className={classes.form} busy={form.busy} onSubmit={onSubmit}>
      {children}
      {form.problem !== undefined && (
        <p className={classes.problem} role="alert">
          {form.problem}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="subtle" disabled={form.busy} onClick={onCancel}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={form.busy}>
          {send}
        </Button>
      </div>
    </DialogForm>
  )
}
