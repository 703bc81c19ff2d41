import { useEffect, useState } from 'react'
import type { ComposerMode, ComposerState } from './use-composer.ts'

/** Tells what is being written while the text box is in use and holds something. */
export function useWriting(
  { mode, body }: Pick<ComposerState, 'mode' | 'body'>,
  tell: ((mode: ComposerMode | undefined) => void) | undefined,
) {
  const [isIn, setIn] = useState(false)
  const writing = isIn && body.trim() !== '' ? mode : undefined
  useEffect(() => {
    tell?.(writing)
    return () => tell?.(undefined)
  }, [tell, writing])
  return { begin: () => setIn(true), end: () => setIn(false) }
}
