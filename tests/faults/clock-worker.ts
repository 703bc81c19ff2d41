// node tests/faults/clock-worker.ts DATABASE_URL [believing|early]: a process that fires due times, to be killed by a
// test. One that is `believing` goes by the clock of the database whatever it says; one that is `early` is ahead of it.
import { sql } from 'kysely'
import { type Context, createContext, type Shared, within } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { startLiveHub } from '#platform/realtime/live-hub.ts'
import { watchParent } from '#platform/watch-parent.ts'
import { nextDueTime } from '#promise/clocks/server/fire-due-clocks.ts'
import { keepTime, type TimeKeeper } from '#promise/clocks/server/keep-time.ts'
import { startSweeper } from '#promise/clocks/server/sweeper.ts'

const [databaseUrl = '', mode] = process.argv.slice(2)
watchParent(() => process.exit())
const log = createLog((line) => process.stdout.write(`${line}\n`))
const { db } = openDatabase(databaseUrl, log, 4)
const reactions = { 'clock.warned': ['tell-of-warning'], 'clock.breached': ['tell-of-breach'] }
const shared: Shared = { db, files: openLocalFileStore('/nowhere'), log, reactions, publicUrl: '' }

const keep = { believing: () => believing(0), early: () => believing(1_000) }[mode ?? ''] ?? keepTime
const keeper = keep()
const contextAt = (now: Date) => createContext(shared, { actor: { kind: 'system', name: 'Clocks' }, now })
const sweeper = startSweeper(contextAt, { nowMs: keeper.nowMs, look })
startLiveHub(databaseUrl, log, (due) => sweeper.wake(due))

/** It is ready once it knows what time it is. */
async function look(ctx: Context): Promise<Date | null> {
  const isFirst = keeper.nowMs() === undefined
  const next = await keeper.look(ctx)
  if (isFirst) process.stdout.write('ready\n')
  return next
}

/** A clock without a guard. */
function believing(aheadMs: number): TimeKeeper {
  let anchor: { atMs: number; monotonicMs: number } | undefined
  return {
    nowMs: () => anchor && anchor.atMs + performance.now() - anchor.monotonicMs,
    look: (ctx: Context) =>
      ctx.transaction(async (tx) => {
        const { rows } = await sql<{ ms: number }>`
          select extract(epoch from clock_timestamp())::float8 * 1000 ms`.execute(tx)
        anchor = { atMs: (rows[0]?.ms ?? 0) + aheadMs, monotonicMs: performance.now() }
        return nextDueTime(within(ctx, tx))
      }),
  }
}
