import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../time/server-clock.ts'
import { undoOrder } from './undo-order.ts'

const order = undoOrder()

type UndoButtonProps = {
  /** Epoch milliseconds by the server's clock; with it the button counts down, and Ctrl+Z or ⌘Z undoes the newest. */
  until?: number | undefined
  onUndo: () => void
}

/** Takes back what was just done, for as long as it is there. */
export function UndoButton({ until, onUndo }: UndoButtonProps) {
  const { t } = useTranslation('kit')
  const left = useSecondsLeft(until)
  const act = useRef(onUndo)
  useEffect(() => {
    act.current = onUndo
  })
  const leave = useRef(() => {})
  useEffect(() => {
    if (until === undefined) return undefined
    leave.current = order.add(() => act.current(), until)
    const keys = (event: KeyboardEvent): void => {
      if (!isTyping(event.target)) order.byKey(event)
    }
    document.addEventListener('keydown', keys)
    return () => {
      leave.current()
      document.removeEventListener('keydown', keys)
    }
  }, [until])
  const undo = (): void => {
    // It stays on the screen while it fades; the keys are for the others by then.
    leave.current()
    onUndo()
  }
  const shortcuts = until === undefined ? undefined : 'Control+Z Meta+Z'
  return (
    <button type="button" onClick={undo} aria-keyshortcuts={shortcuts}>
      {t('toast.undo')}
      {left !== undefined && <span aria-hidden>{t('toast.left', { seconds: left })}</span>}
    </button>
  )
}

/** In a field the same keys undo what was typed. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  )
}

function useSecondsLeft(until: number | undefined): number | undefined {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (until === undefined) return undefined
    const timer = setInterval(() => setNow(serverNow()), 250)
    return () => clearInterval(timer)
  }, [until])
  return until === undefined ? undefined : Math.max(0, Math.ceil((until - now) / 1000))
}
