import { Modal } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogHold } from './dialog-form.tsx'
import classes from './dialog-frame.module.css'
import { waysOut } from './ways-out.ts'

type DialogFrameProps = {
  opened: boolean
  onClose: () => void
  title: string
  /** Width in pixels. */
  size?: number
  children: ReactNode
}

/** What every dialog stands in: its title in ink, a close button with a name, its content gone when it is closed. */
export function DialogFrame({ opened, onClose, title, size = 480, children }: DialogFrameProps) {
  const { t } = useTranslation('kit')
  const [form, hold] = useState<{ isBusy: boolean }>()
  const [isTyped, setTyped] = useState(false)
  if (!opened && isTyped) setTyped(false)
  const ways = waysOut({ hasForm: form !== undefined, isTyped, isBusy: form?.isBusy === true })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      closeOnClickOutside={ways.beside}
      closeOnEscape={ways.escape}
      onInput={(event) => isText(event) && setTyped(true)}
      title={title}
      size={size}
      centered
      classNames={{ title: classes.title, header: classes.header, body: classes.body }}
      closeButtonProps={{ 'aria-label': t('form.close'), disabled: !ways.button }}
    >
      <DialogHold value={hold}>{children}</DialogHold>
    </Modal>
  )
}

/** What is chosen is chosen again in a moment; what is written is not. */
function isText({ target }: FormEvent): boolean {
  const text = 'textarea, input:not([type=radio], [type=checkbox], [type=file])'
  return target instanceof Element && target.matches(text)
}
