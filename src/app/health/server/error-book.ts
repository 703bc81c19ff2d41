import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { Log } from '#platform/log.ts'

type Count = { n: number; lastAt: Date }

export type ErrorBook = {
  /** Writes on as before, and counts what is an error. */
  log: Log
  /** Takes out what was counted since. */
  take(): Map<string, Count>
  putBack(counts: ReadonlyMap<string, Count>): void
}

const mostMessages = 100
const others = 'Other errors'

/**
 * Counts errors by their message as they are logged. Only the message is kept, without numbers and addresses, and
 * at most a hundred different ones: what happened exactly stands in the log.
 */
export function createErrorBook(log: Log): ErrorBook {
  let counts = new Map<string, Count>()
  const add = (message: string, { n, lastAt }: Count): void => {
    const isNew = !counts.has(message)
    const key = isNew && counts.size >= mostMessages ? others : message
    counts.set(key, { n: (counts.get(key)?.n ?? 0) + n, lastAt })
  }
  return {
    log: {
      ...log,
      error(message, fields) {
        add(plainMessage(message), { n: 1, lastAt: new Date() })
        log.error(message, fields)
      },
    },
    take() {
      const taken = counts
      counts = new Map()
      return taken
    },
    putBack: (taken) => taken.forEach((count, message) => add(message, count)),
  }
}

function plainMessage(message: string): string {
  const plain = message
    .replaceAll(/\S+@\S+/g, '…')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '…')
    .replaceAll(/\d+/g, '#')
    .trim()
    .slice(0, 200)
    .toWellFormed()
  return plain === '' ? others : plain
}

/** Adds what was counted to the table of all processes, and drops what is older than two days. */
export async function writeErrors(ctx: Context, book: ErrorBook): Promise<void> {
  const taken = book.take()
  if (taken.size === 0) return
  const rows = [...taken].map(([message, { n, lastAt }]) => ({ message, n, last_at: lastAt.toISOString() }))
  try {
    await ctx.transaction(async (tx) => {
      await sql`
        insert into logged_errors (hour, message, n, last_at)
        select date_trunc('hour', last_at), message, n, last_at
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (message text, n int, last_at timestamptz)
        order by message
        on conflict (hour, message) do update
          set n = logged_errors.n + excluded.n, last_at = greatest(logged_errors.last_at, excluded.last_at)`.execute(
        tx,
      )
      await sql`delete from logged_errors where hour < ${ctx.now}::timestamptz - interval '2 days'`.execute(
        tx,
      )
    })
  } catch (error) {
    book.putBack(taken)
    throw error
  }
}

const writeEveryMs = 10_000

/** Writes them down every ten seconds and at the end. A database that is away loses none. */
export function keepErrors(contextNow: () => Context, book: ErrorBook, log: Log): { stop(): Promise<void> } {
  let writing: Promise<void> | undefined
  const write = () =>
    (writing ??= writeErrors(contextNow(), book)
      .catch((error: unknown) => log.warn('Errors could not be counted; trying again', { error }))
      .finally(() => (writing = undefined)))
  const timer = setInterval(() => void write(), writeEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await writing
      await write()
    },
  }
}
