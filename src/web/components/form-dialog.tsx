import { Button } from '@mantine/core'
import { useEffect, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sending } from '../api/use-sending.ts'
import { DialogForm } from './dialog-form.tsx'
import { DialogFrame } from './dialog-frame.tsx'
import classes from './form-dialog.module.css'

type FormDialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  lead?: ReactNode
  /** The words of the primary button: what happens next. */
  send: string
  sending: Sending
  onSubmit: () => void
  /** Width in pixels. */
  size?: number
  /** The fields; each shows what `sending.errorOf` says of it. */
  children: ReactNode
}

/** A dialog with one form: title, fields, what went wrong, and the way on at the right. */
export function FormDialog({ opened, onClose, title, size, ...form }: FormDialogProps) {
  const { t } = useTranslation('kit')
  const { lead, send, sending, onSubmit, children } = form
  useFocusBack()
  return (
    <DialogFrame opened={opened} onClose={onClose} title={title} size={size}>
      <DialogForm className={classes.form} noValidate busy={sending.busy} onSubmit={onSubmit}>
        {lead !== undefined && <p className={classes.lead}>{lead}</p>}
        {children}
        {sending.sentence !== undefined && (
          <p className={classes.problem} role="alert">
            {t('form.failed')} {sending.sentence}
          </p>
        )}
        <footer className={classes.actions}>
          <Button variant="subtle" disabled={sending.busy} onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button type="submit" variant="filled" loading={sending.busy}>
            {send}
          </Button>
        </footer>
      </DialogForm>
    </DialogFrame>
  )
}

/** A dialog that goes with what it was about gives the focus back to where it came from, if that is still there. */
function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      setTimeout(() => {
        const isLost = document.activeElement === null || document.activeElement === document.body
        if (isLost && before instanceof HTMLElement && before.isConnected) before.focus()
      })
    },
    [before],
  )
}
