import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './desk-dialog.module.css'
import { useDeskWords } from './desk-use-words.ts'

type DeskDialogProps = {
  opened: boolean
  onClose: () => void
  title: string
  /** Width in pixels. */
  size?: number
  children: ReactNode
}

/** A dialog of the desk: its title in ink, a close button with a name, its content gone when it is closed. */
export function DeskDialog({ opened, onClose, title, size = 480, children }: DeskDialogProps) {
  const t = useDeskWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      classNames={{ title: classes.title, header: classes.header, body: classes.body }}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      {children}
    </Modal>
  )
}
