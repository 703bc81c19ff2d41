import { notifications } from '@mantine/notifications'
import { kitSay } from '../words/i18n.ts'
import classes from './toast.module.css'
import { UndoButton } from './undo-button.tsx'
import { serverNow } from '../time/server-clock.ts'

type Toast = {
  message: string
  /** `bad` stays until it is closed. */
  tone?: 'plain' | 'bad'
  /** With it, the toast offers to undo for ten seconds. */
  undo?: (() => void) | undefined
  /** When undoing ends, epoch milliseconds by the server's clock: the toast counts down to it, and Ctrl+Z undoes. */
  undoUntil?: number | undefined
  /** One toast for each id; a second is not shown. */
  id?: string | undefined
  /** Takes the place of the toast that was shown for this before: only the last one can be undone. */
  instead?: string | undefined
}

const plainMilliseconds = 5_000
const undoMilliseconds = 10_000
const shown = new Set<string>()
const latest = new Map<string, string>()

/** Says in the corner what has happened; never the only place where a failure is told. */
export function toast({
  message,
  tone = 'plain',
  undo,
  undoUntil,
  id = crypto.randomUUID(),
  instead,
}: Toast): void {
  if (shown.has(id)) return
  shown.add(id)
  if (instead !== undefined) {
    notifications.hide(latest.get(instead) ?? '')
    latest.set(instead, id)
  }
  const takeBack = (): void => {
    notifications.hide(id)
    undo?.()
  }
  const left = undoUntil === undefined ? undoMilliseconds : undoUntil - serverNow()
  notifications.show({
    id,
    withBorder: false,
    icon: null,
    autoClose: tone === 'bad' ? false : undo === undefined ? plainMilliseconds : Math.max(0, left),
    closeButtonProps: { 'aria-label': kitSay('toast.close') },
    message: (
      <span className={classes.toast} data-tone={tone} data-undo={undo !== undefined || undefined}>
        <span>{message}</span>
        {undo !== undefined && <UndoButton until={undoUntil} onUndo={takeBack} />}
      </span>
    ),
  })
}
