import { useState } from 'react'
import { PasswordInput } from '@mantine/core'
import { useSending } from '#web/api/use-sending.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { useSecurityWords } from './use-security-words.ts'

type PasswordDialogProps = {
  title: string
  lead: string
  send: string
  onClose: () => void
  /** What is done with the password; it closes the dialog itself. */
  work: (password: string) => Promise<void>
}

/** Asks for the password before something that only its owner may do. */
export function PasswordDialog({ title, lead, send, onClose, work }: PasswordDialogProps) {
  const t = useSecurityWords()
  const sending = useSending()
  const [password, setPassword] = useState('')
  const [isMissing, setMissing] = useState(false)
  const submit = (): void => {
    setMissing(password === '')
    if (password !== '') void sending.run(() => work(password))
  }
  return (
    <FormDialog
      opened
      onClose={onClose}
      title={title}
      lead={lead}
      send={send}
      sending={sending}
      onSubmit={submit}
    >
      <PasswordInput
        label={t('current')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={isMissing ? t('missing') : sending.errorOf('current')}
      />
    </FormDialog>
  )
}
