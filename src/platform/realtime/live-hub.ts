import pg from 'pg'
import type { Log } from '#platform/log.ts'
import { type Announcement, dueChannel, liveChannel } from '#platform/realtime/announce.ts'

type Listener = { hear(announcement: Announcement): void; resync(): void }

export type LiveHub = {
  /** Returns what ends the subscription. */
  subscribe(listener: Listener): () => void
  close(): Promise<void>
}

type Pace = {
  /** How often it is asked whether it still hears. */
  everyMs: number
  /** How long an answer may take. */
  patienceMs: number
}
const usualPace: Pace = { everyMs: 15_000, patienceMs: 5_000 }

/**
 * One connection of this process that listens to what others commit. When it breaks it comes back, and
 * every listener is told to fetch everything again, since something may have been missed. A connection on which
 * nothing comes may be broken without a sign, so it is asked in between.
 */
export function startLiveHub(
  ownerUrl: string,
  log: Log,
  onDue: (due?: Date) => void,
  { everyMs, patienceMs }: Pace = usualPace,
): LiveHub {
  const listeners = new Set<Listener>()
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let asking: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: ownerUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: patienceMs,
      query_timeout: patienceMs,
    })
    client = next
    next.on('error', (error) => lost(next, error))
    next.on('end', () => lost(next, 'ended'))
    next.on('notification', ({ channel, payload }) => {
      if (channel === dueChannel) onDue(new Date(payload ?? ''))
      else if (channel === liveChannel) tell(payload ?? '')
    })
    await next.connect()
    await next.query(`listen ${liveChannel}; listen ${dueChannel}`)
    askLater(next)
    for (const listener of listeners) listener.resync()
    onDue()
  }

  function askLater(which: pg.Client): void {
    if (closed || which !== client) return
    asking = setTimeout(() => {
      which.query('select 1').then(
        () => askLater(which),
        (error: unknown) => lost(which, error),
      )
    }, everyMs)
  }

  function lost(which: pg.Client, error: unknown): void {
    if (closed || which !== client) return
    client = undefined
    clearTimeout(asking)
    // Should it find its voice again, nobody listens to it any more.
    which.connection.stream.destroy()
    log.warn('Live events are interrupted; connecting again', { error })
    retry = setTimeout(open, 1_000)
  }

  function open(): void {
    void connect().catch((error: unknown) => {
      if (client !== undefined) lost(client, error)
    })
  }

  function tell(payload: string): void {
    const announcement = JSON.parse(payload) as Announcement
    for (const listener of listeners) listener.hear(announcement)
  }

  open()
  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async close() {
      closed = true
      clearTimeout(retry)
      clearTimeout(asking)
      const last = client
      // One that says nothing does not say goodbye either.
      const patience = setTimeout(() => last?.connection.stream.destroy(), 1_000)
      await last?.end()
      clearTimeout(patience)
    },
  }
}
