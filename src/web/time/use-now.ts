import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

const tickMilliseconds = 15_000
const listeners = new Set<() => void>()
let current = 0
let timer: ReturnType<typeof setInterval> | undefined

function tick(): void {
  current = serverNow()
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) {
    current = serverNow()
    timer = setInterval(tick, tickMilliseconds)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
  }
}

function snapshot(): number {
  if (current === 0) current = serverNow()
  return current
}

/** Now in epoch milliseconds by the server's clock; one timer of 15 seconds for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, snapshot)
}
