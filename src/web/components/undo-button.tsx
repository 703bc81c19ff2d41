import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../time/server-clock.ts'

type UndoButtonProps = {
  /** Epoch milliseconds by the server's clock; with it the button counts down, and Ctrl+Z or ⌘Z undoes. */
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
  const hasKey = until !== undefined
  useEffect(() => {
    if (!hasKey) return undefined
    const keys = (event: KeyboardEvent): void => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.metaKey || event.ctrlKey) && !event.shiftKey
      if (!isUndo || isTyping(event.target)) return
      event.preventDefault()
      act.current()
    }
    document.addEventListener('keydown', keys)
    return () => document.removeEventListener('keydown', keys)
  }, [hasKey])
  return (
    <button type="button" onClick={onUndo} aria-keyshortcuts={hasKey ? 'Control+Z Meta+Z' : undefined}>
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
