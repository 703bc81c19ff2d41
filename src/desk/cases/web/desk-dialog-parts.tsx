import { Button } from '@mantine/core'
import type { FormEvent, ReactNode } from 'react'
import classes from './desk-dialog-parts.module.css'
import type { DialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'

type DialogBodyProps = {
  form: DialogForm
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
    <form
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      {form.problem !== undefined && (
        <p className={classes.problem} role="alert">
          {form.problem}
        </p>
      )}
      <div className={classes.actions}>
        <Button variant="subtle" onClick={onCancel}>
          {t('dialog.cancel')}
        </Button>
        <Button type="submit" variant="filled" loading={form.busy}>
          {send}
        </Button>
      </div>
    </form>
  )
}
