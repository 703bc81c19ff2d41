import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'

type Options = { runAt?: Date; key?: string }

/** Adds a job in the transaction of the work that wants it. Jobs carry side effects only. */
export async function enqueueJob(
  tx: Tx,
  name: string,
  payload: object,
  options: Options = {},
): Promise<void> {
  const runAt = options.runAt?.toISOString() ?? null
  await sql`select enqueue_job(${name}, ${JSON.stringify(payload)}::jsonb, ${runAt}::timestamptz, ${options.key ?? null})`.execute(
    tx,
  )
}

/** An event: news for a higher room. Its payload names rows by id; it never carries their texts. */
export type Event = { name: string; payload: Record<string, string | number | null> }

/** Inserts one job per reaction, in the same transaction (`app/events.ts` lists who reacts to what). */
export async function emit(ctx: Context, tx: Tx, event: Event): Promise<void> {
  const jobs = ctx.reactions[event.name] ?? []
  if (jobs.length === 0) return
  const payload = JSON.stringify({ ...event.payload, occurredAt: ctx.now.toISOString() })
  await sql`select enqueue_jobs(${[...jobs]}::text[], ${payload}::jsonb)`.execute(tx)
}

/** The same for many events, in one statement whatever their number. */
export async function emitAll(ctx: Context, tx: Tx, events: readonly Event[]): Promise<void> {
  const occurredAt = ctx.now.toISOString()
  const jobs = events.flatMap(({ name, payload }) => {
    const text = JSON.stringify({ ...payload, occurredAt })
    return (ctx.reactions[name] ?? []).map((job) => ({ job, text }))
  })
  if (jobs.length === 0) return
  const [names, payloads] = [jobs.map(({ job }) => job), jobs.map(({ text }) => text)]
  await sql`select enqueue_each(${names}::text[], ${payloads}::jsonb[])`.execute(tx)
}
