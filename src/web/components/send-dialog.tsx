import { useState, type ReactNode } from 'react'
import { type Sending, useSending } from '../api/use-sending.ts'
import { announce } from '../layouts/announcer.tsx'
import { FormDialog } from './form-dialog.tsx'

type SendDialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  lead?: ReactNode
  /** The words of the primary button: what happens next. */
  send: string
  /** Before sending: what is wrong with which field; empty where nothing is. */
  check?: () => Record<string, string | undefined>
  /** Sends; the dialog closes once it is done and stays with the reason where it is not. */
  onSend: () => Promise<unknown>
  /** The fields, given what is wrong with each. */
  children: (errorOf: Sending['errorOf']) => ReactNode
}

/** A form dialog that does its own sending: checked first, closed when done, kept with the reason when not. */
export function SendDialog({ check, onSend, children, ...dialog }: SendDialogProps) {
  const sending = useSending()
  const [wrong, setWrong] = useState<Record<string, string | undefined>>({})
  const submit = async (): Promise<void> => {
    const found = check?.() ?? {}
    setWrong(found)
    const first = Object.values(found).find((one) => one !== undefined)
    if (first !== undefined) return announce(first, 'now')
    if (await sending.run(onSend)) close()
  }
  const close = (): void => {
    setWrong({})
    sending.clear()
    dialog.onClose()
  }
  return (
    <FormDialog {...dialog} onClose={close} sending={sending} onSubmit={() => void submit()}>
      {children((path) => wrong[path] ?? sending.errorOf(path))}
    </FormDialog>
  )
}
