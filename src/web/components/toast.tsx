import { notifications } from '@mantine/notifications'
import { kitSay } from '../words/i18n.ts'
import classes from './toast.module.css'

type Toast = {
  message: string
  /** `bad` stays until it is closed. */
  tone?: 'plain' | 'bad'
  /** With it, the toast offers to undo for ten seconds. */
  undo?: (() => void) | undefined
}

const plainMilliseconds = 5_000
const undoMilliseconds = 10_000

/** Says in the corner what has happened; never the only place where a failure is told. */
export function toast({ message, tone = 'plain', undo }: Toast): void {
  const id = crypto.randomUUID()
  const takeBack = (): void => {
    notifications.hide(id)
    undo?.()
  }
  notifications.show({
    id,
    withBorder: false,
    icon: null,
    autoClose: tone === 'bad' ? false : undo === undefined ? plainMilliseconds : undoMilliseconds,
    closeButtonProps: { 'aria-label': kitSay('toast.close') },
    message: (
      <span className={classes.toast} data-tone={tone}>
        <span>{message}</span>
        {undo !== undefined && (
          <button type="button" onClick={takeBack}>
            {kitSay('toast.undo')}
          </button>
        )}
      </span>
    ),
  })
}
