import { z } from 'zod'

const liveMessage = z.object({ topic: z.string(), id: z.string(), version: z.number().optional() })
export type LiveMessage = z.infer<typeof liveMessage>

type Listener = { onMessage: (message: LiveMessage) => void; onResync: () => void }

const path = '/api/v1/live'
const listeners = new Set<Listener>()
let source: EventSource | undefined

/**
 * One connection for the whole app, open while anybody listens; the browser reconnects by itself.
 * @param onResync news may have been missed, by this connection or by the server
 */
export function listenLive(onMessage: (message: LiveMessage) => void, onResync: () => void): () => void {
  const listener = { onMessage, onResync }
  listeners.add(listener)
  source ??= open()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    source?.close()
    source = undefined
  }
}

function open(): EventSource {
  const opened = new EventSource(path)
  const resync = (): void => listeners.forEach((listener) => listener.onResync())
  // Also the first time: something may have happened since a screen fetched what it shows.
  opened.addEventListener('open', resync)
  opened.addEventListener('message', (event) => {
    const { data: message } = liveMessage.safeParse(parseJson(event.data))
    if (message?.topic === 'resync') resync()
    else if (message !== undefined) listeners.forEach((listener) => listener.onMessage(message))
  })
  opened.addEventListener('error', () => {
    // A connection the browser has given up (an error status) is tried again by us.
    if (opened.readyState === EventSource.CLOSED) setTimeout(() => reopen(opened), 5_000)
  })
  return opened
}

function reopen(closed: EventSource): void {
  if (source === closed && listeners.size > 0) source = open()
}

function parseJson(data: unknown): unknown {
  try {
    return JSON.parse(String(data))
  } catch {
    return undefined
  }
}
