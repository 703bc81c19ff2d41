import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './dialog-frame.module.css'

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
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      size={size}
      centered
      classNames={{ title: classes.title, header: classes.header, body: classes.body }}
      closeButtonProps={{ 'aria-label': t('form.close') }}
    >
      {children}
    </Modal>
  )
}
