import { useCallback, useRef } from 'react'

export type SubmissionKey = {
  /** The key for this content: the same for every try of it, another as soon as it differs. */
  keyFor: (content: unknown) => string
  /** After success, so that the same words sent again are a new submission. */
  renew: () => void
}

/** Idempotency keys of a form: trying again after a failure can never submit twice. */
export function useSubmissionKey(): SubmissionKey {
  const held = useRef<{ content: string; key: string } | undefined>(undefined)
  const keyFor = useCallback((content: unknown) => {
    const text = JSON.stringify(content)
    if (held.current?.content !== text) held.current = { content: text, key: crypto.randomUUID() }
    return held.current.key
  }, [])
  const renew = useCallback(() => {
    held.current = undefined
  }, [])
  return { keyFor, renew }
}
