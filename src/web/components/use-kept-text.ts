import { useCallback, useState } from 'react'

/** Text that survives closing the tab, kept in this browser under `key`; without a key only in memory. */
export function useKeptText(key: string | undefined): [string, (text: string) => void] {
  const [held, setHeld] = useState(() => ({ key, text: read(key) }))
  // Another key, another text: read it before anything is drawn.
  const current = held.key === key ? held : { key, text: read(key) }
  if (current !== held) setHeld(current)
  const keep = useCallback(
    (next: string) => {
      setHeld({ key, text: next })
      write(key, next)
    },
    [key],
  )
  return [current.text, keep]
}

// Storage may be full or forbidden; then the text lives as long as the page.
function read(key: string | undefined): string {
  try {
    return key === undefined ? '' : (localStorage.getItem(`fourline-draft:${key}`) ?? '')
  } catch {
    return ''
  }
}

function write(key: string | undefined, text: string): void {
  if (key === undefined) return
  try {
    if (text === '') localStorage.removeItem(`fourline-draft:${key}`)
    else localStorage.setItem(`fourline-draft:${key}`, text)
  } catch {
    // Nothing to do: the text is still on the screen.
  }
}
