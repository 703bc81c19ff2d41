import './tables.ts'
import { uptime } from 'node:os'
import { sql } from 'kysely'
import { type Context, type Tx, within } from '#platform/context.ts'
import {
  followTime,
  lengthInWords,
  startTime,
  type SteadyTime,
  type TimeSeen,
  timeAt,
} from '#promise/clocks/domain/steady-time.ts'
import { nextDueTime } from '#promise/clocks/server/fire-due-clocks.ts'

export type TimeKeeper = {
  /** What time it is by the time that cannot jump; undefined before the first look. In milliseconds since 1970. */
  nowMs(): number | undefined
  /**
   * Looks, in one round trip, at the clock of the database and at what comes next. Follows that clock, or holds the
   * alarm that it moved, for all processes (SL-09). Answers with the next instant at which somebody is to hear.
   */
  look(ctx: Context): Promise<Date | null>
}

/** @param monotonicMs what only goes forward, also while the machine sleeps; for tests of what jumps */
export function keepTime(monotonicMs: () => number = createMonotonic()): TimeKeeper {
  let time: SteadyTime | undefined
  return {
    nowMs: () => time && timeAt(time, monotonicMs()),
    look: (ctx) =>
      ctx.transaction(async (tx) => {
        const beforeMs = monotonicMs()
        const [next, seen] = await Promise.all([nextDueTime(within(ctx, tx)), readTime(tx)])
        const looked = { ...seen, beforeMs, afterMs: monotonicMs() }
        const was = time
        time = was === undefined ? startTime(looked) : followTime(was, looked)
        if (time.alarm !== null || was?.alarm) await share(ctx, tx, { was, time, seen: looked })
        return next
      }),
  }
}

/** Two looks at a clock do not agree to the millisecond; what is further back has been corrected. */
const longestStandMs = 1_000

/**
 * The time for what is recorded: that of the keeper, or the machine's before its first look. It stands rather than go
 * back by the little that two looks differ, so that what is recorded later is never dated earlier.
 */
export function recordingTime({ nowMs }: Pick<TimeKeeper, 'nowMs'>): () => Date {
  let lastMs = Number.NEGATIVE_INFINITY
  return () => {
    const readMs = nowMs() ?? Date.now()
    const stands = readMs < lastMs && readMs >= lastMs - longestStandMs
    if (!stands) lastMs = readMs
    return new Date(lastMs)
  }
}

type Look = { was: SteadyTime | undefined; time: SteadyTime; seen: TimeSeen }

/** Every process that holds the alarm says so anew with each look; one whose clock came back takes it down. */
async function share(ctx: Context, tx: Tx, { was, time, seen }: Look): Promise<void> {
  const { alarm, trusted } = time
  const [movedAt, movedByMs, heldAt] =
    alarm === null
      ? [null, null, null]
      : [new Date(alarm.movedAtMs), alarm.movedByMs, new Date(seen.databaseMs)]
  await tx
    .updateTable('time_watch')
    .set({ moved_at: movedAt, moved_by_ms: movedByMs, held_at: heldAt })
    // What was said to be right in the meantime stays so.
    .where('trusted', '=', trusted)
    .execute()
  if (alarm !== null && !was?.alarm) {
    const way = `${lengthInWords(alarm.movedByMs)} ${alarm.movedByMs > 0 ? 'forward' : 'back'}`
    ctx.log.error(`The clock of the database moved ${way}; due times go on by the time before`, {
      movedByMs: alarm.movedByMs,
    })
  }
  if (alarm === null) ctx.log.info('Due times go by the clock of the database again')
}

type Row = { database_ms: number; trusted: number; moved_at: Date | null; moved_by_ms: number | null }

async function readTime(tx: Tx): Promise<Omit<TimeSeen, 'beforeMs' | 'afterMs'>> {
  const { rows } = await sql<Row>`
    select extract(epoch from clock.at)::float8 * 1000 database_ms, w.trusted, a.moved_at, a.moved_by_ms
    from (select clock_timestamp() at) clock, time_watch w left join time_alarm(clock_timestamp()) a on true`.execute(
    tx,
  )
  const [row] = rows
  if (row === undefined) throw new Error('The watch over the clock is gone')
  const { database_ms: databaseMs, trusted, moved_at: movedAt, moved_by_ms: movedByMs } = row
  const alarm = movedAt === null ? null : { movedAtMs: movedAt.getTime(), movedByMs: movedByMs ?? 0 }
  return { databaseMs, trusted, alarm }
}

/** Two clocks that were read one after the other do not agree to the millisecond. */
const shortestSleepMs = 1_000

/** Milliseconds that no change of a clock touches. A machine that slept has not had its clock moved, so that counts. */
function createMonotonic(): () => number {
  const ahead = () => uptime() * 1_000 - performance.now()
  const atFirst = ahead()
  let sleptMs = 0
  return () => {
    const behindMs = ahead() - atFirst
    if (behindMs - sleptMs > shortestSleepMs) sleptMs = behindMs
    return performance.now() + sleptMs
  }
}
