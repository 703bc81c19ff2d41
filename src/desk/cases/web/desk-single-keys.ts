import { useSyncExternalStore } from 'react'

const storageKey = (readerId: string): string => `fourline-single-keys:${readerId}`
const listeners = new Set<() => void>()

function read(readerId: string): boolean {
  try {
    return localStorage.getItem(storageKey(readerId)) !== 'off'
  } catch {
    return true
  }
}

/** Whether single keys act for this reader; kept in this browser (WCAG 2.1.4). */
export function useSingleKeys(readerId: string): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => read(readerId),
  )
  const set = (next: boolean): void => {
    try {
      localStorage.setItem(storageKey(readerId), next ? 'on' : 'off')
    } catch {
      // Storage is forbidden: the keys stay as they are.
    }
    for (const listener of listeners) listener()
  }
  return [on, set]
}
