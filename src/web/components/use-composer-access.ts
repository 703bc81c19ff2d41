import { type RefObject, useCallback, useEffect, useState } from 'react'
import type { ComposerMode } from './use-composer.ts'

/** The way into a composer, held above it: somebody may want to write before it is drawn. */
export type ComposerAccess = {
  mode: ComposerMode
  setMode: (mode: ComposerMode) => void
  /** Puts the reader into the text of this mode as soon as it is there; on phones its sheet opens. */
  openIn: (mode: ComposerMode) => void
  /** Somebody wants to write and is not in the text yet. */
  isAwaited: boolean
  arrived: () => void
}

export function useComposerAccess(firstMode: ComposerMode): ComposerAccess {
  const [mode, setMode] = useState(firstMode)
  const [isAwaited, setAwaited] = useState(false)
  const arrived = useCallback(() => setAwaited(false), [])
  const openIn = useCallback((wanted: ComposerMode) => {
    setMode(wanted)
    setAwaited(true)
  }, [])
  return { mode, setMode, openIn, isAwaited, arrived }
}

/** Takes whoever wants to write into the text. */
export function useArrival(
  { isAwaited, arrived }: ComposerAccess,
  text: RefObject<HTMLTextAreaElement | null>,
): void {
  useEffect(() => {
    if (!isAwaited) return undefined
    // A dialog that closes in the same moment would take back the focus that is set before it looks.
    const frame = requestAnimationFrame(() => {
      text.current?.focus()
      arrived()
    })
    return () => cancelAnimationFrame(frame)
  }, [arrived, isAwaited, text])
}
