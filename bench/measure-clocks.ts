import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Context, createContext } from '#platform/context.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { keepTime } from '#promise/clocks/server/keep-time.ts'
import { makeClockMovable, moveClock } from '../tests/faults/clock-faults.ts'
import { until } from '../tests/support/product-process.ts'
import { type ClockStage, openClockStage } from './clock-stage.ts'
import { type SweepCost, sweepCostOf, whileExplaining } from './count-statements.ts'

const most = Number(process.env.BENCH_CLOCKS ?? 1_000_000)
const few = 1_000
const atOnce = 10_000
/** What was missed; warnings are signals too. */
const missed = 'clock_signals where share = 100'
const rounds = Number(process.env.BENCH_CLOCK_ROUNDS ?? 200)

type Lateness = { p50: number; p95: number; most: number }

export type ClockFigures = {
  clocks: number
  idle: Record<string, SweepCost>
  /** Milliseconds after the due time until it was written down, and until another process had heard of it. */
  one: { written: Lateness; heard: Lateness; early: number; bare: Lateness }
  /** Seconds after the last due time until all had fired; bare SQL marks as many rows. */
  burst: {
    seconds: number
    bareSeconds: number
    fired: number
    records: number
    doubled: number
    left: number
    early: number
  }
  /** Seconds from the start of the product, and from its first answer. */
  down: { sinceStart: number; sinceReady: number; fired: number; misdated: number }
  jump: { byHours: number; dueByIt: number; fired: number; held: boolean }[]
}

/** What SPEC 4.6 and 4.8 promise of due times, with products of their own over a million open clocks. */
export async function measureClocks(say: (line: string) => void): Promise<ClockFigures> {
  const stage = await openClockStage()
  try {
    say('Clocks: starting two products')
    const product = await stage.startProduct()
    await stage.pool.query(
      'alter table clock_signals add column truly_at timestamptz default pg_catalog.clock_timestamp()',
    )
    const idle: ClockFigures['idle'] = {}
    for (const clocks of [few, most]) {
      say(`  filling up to ${clocks} open clocks`)
      await stage.fillTo(clocks)
      idle[clocks] = await measureIdle(stage)
    }
    const one = await measureOne(stage, say)
    const burst = await measureBurst(stage, say)
    await product.stop()
    const down = await measureDown(stage, say)
    const jump = await measureJump(stage, say)
    return { clocks: most, idle, one, burst, down, jump }
  } finally {
    await stage.close()
  }
}

/** What one sweep reads where nothing is due: every statement's plan, explained. */
async function measureIdle(stage: ClockStage): Promise<SweepCost> {
  const { db, close } = openDatabase(
    stage.ownerUrl,
    createLog(() => {}),
    1,
  )
  const shared = {
    db,
    files: openLocalFileStore('/nowhere'),
    log: createLog(() => {}),
    reactions: {},
    publicUrl: '',
  }
  const ctx: Context = createContext(shared, { actor: { kind: 'system', name: 'Bench' }, now: new Date() })
  const time = keepTime()
  const sweep = async () => {
    await fireDueClocks(ctx)
    await time.look(ctx)
  }
  try {
    return await whileExplaining(stage.superuserUrl, async () => {
      for (let round = 0; round < 7; round++) await sweep().catch(() => undefined)
      return sweepCostOf(`${stage.folder}/postgres/cluster`, sweep)
    })
  } finally {
    await close()
  }
}

/** One due time after another, a quarter of a second apart. */
async function measureOne(stage: ClockStage, say: (line: string) => void): Promise<ClockFigures['one']> {
  say(`  ${rounds} due times, one after another`)
  await stage.clear()
  const listener = new pg.Client(stage.ownerUrl)
  listener.on('error', () => undefined)
  await listener.connect()
  await stage.pool.query(`
    create function tell_bench() returns trigger language plpgsql as
      $$ begin perform pg_notify('bench', extract(epoch from new.at)::text); return null; end $$;
    create trigger tell_bench after insert on clock_signals for each row execute function tell_bench()`)
  const heard: number[] = []
  listener.on('notification', ({ payload }) => {
    heard.push(performance.timeOrigin + performance.now() - Number(payload) * 1_000)
  })
  await listener.query('listen bench')
  await stage.makeDue(
    rounds,
    `date_trunc('milliseconds', now()) + interval '3 seconds' + interval '253 milliseconds' * n`,
  )
  await until('each has fired', async () => heard.length >= rounds, 300_000)
  const { rows } = await stage.pool.query<{ ms: number }>(
    'select extract(epoch from truly_at - at)::float8 * 1000 ms from clock_signals',
  )
  await stage.pool.query('drop function tell_bench cascade')
  await listener.end()
  const written = rows.map(({ ms }) => ms)
  await stage.clear()
  return {
    bare: await measureBareOne(stage),
    written: latenessOf(written),
    heard: latenessOf(heard),
    early: written.filter((ms) => ms <= 0).length,
  }
}

/** A timer and one row marked by SQL alone, as far apart: what this machine does at best. */
async function measureBareOne(stage: ClockStage): Promise<Lateness> {
  const late: number[] = []
  for (let round = 0; round < rounds / 2; round++) {
    const due = Date.now() + 253
    // A stop at the due instant is in time, so that the next millisecond is the first that may act.
    await sleep(due + 1 - performance.timeOrigin - performance.now())
    const { rows } = await stage.pool.query<{ ms: number }>(
      `update clocks set warned = warned where (case_id, kind) in (
         select case_id, kind from clocks where next_alarm_at is not null order by next_alarm_at limit 1)
       returning extract(epoch from clock_timestamp())::float8 * 1000 - $1 ms`,
      [due],
    )
    late.push(rows[0]?.ms ?? Number.NaN)
  }
  return latenessOf(late)
}

function latenessOf(values: readonly number[]): Lateness {
  const sorted = values.toSorted((one, other) => one - other)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { p50: at(0.5), p95: at(0.95), most: sorted.at(-1) ?? Number.NaN }
}

/** All within one second; the second of two products is killed in the middle. */
async function measureBurst(stage: ClockStage, say: (line: string) => void): Promise<ClockFigures['burst']> {
  const other = await stage.startProduct()
  say(`  ${atOnce} due within one second, two products, one of them killed`)
  const bareSeconds = await measureBare(stage)
  const from = Date.now() + 8_000
  await stage.makeDue(atOnce, `to_timestamp(${from / 1_000}) + interval '1 millisecond' * (n % 1000)`)
  await until('some have fired', async () => (await stage.count(missed)) > 0.2 * atOnce)
  await other.kill('app')
  const left = atOnce - (await stage.count(missed))
  await until('all have fired', async () => (await stage.count(missed)) >= atOnce)
  const { rows } = await stage.pool.query<{ seconds: number; early: number }>(
    `select extract(epoch from max(truly_at) - max(at))::float8 seconds,
       count(*) filter (where truly_at <= at)::int early from clock_signals`,
  )
  const figures = { seconds: rows[0]?.seconds ?? Number.NaN, early: rows[0]?.early ?? 0 }
  const fired = await stage.count('clocks where fired_at is not null')
  const records = await stage.count('breaches')
  const doubled = await stage.count(`(select from graphile_worker._private_jobs where payload::jsonb ? 'dueAt'
    group by task_id, payload ->> 'caseId', payload ->> 'kind' having count(*) > 1) twice`)
  await stage.clear()
  return { ...figures, bareSeconds, fired, records, doubled, left }
}

/** As many rows marked by SQL alone, in one statement, undone afterwards. */
async function measureBare(stage: ClockStage): Promise<number> {
  const client = await stage.pool.connect()
  await client.query('begin')
  const from = performance.now()
  await client.query(
    `update clocks set fired_at = now(), state = 'breached', warned = 100, warn_shares = '{}', warn_at = '{}'
     where (case_id, kind) in (
       select case_id, kind from clocks where next_alarm_at is not null order by next_alarm_at limit ${atOnce})`,
  )
  const seconds = (performance.now() - from) / 1_000
  await client.query('rollback')
  client.release()
  return seconds
}

/** Ten minutes of due times passed while no product ran. */
async function measureDown(stage: ClockStage, say: (line: string) => void): Promise<ClockFigures['down']> {
  say(`  ten minutes down, ${atOnce} due times passed`)
  await stage.makeDue(atOnce, `date_trunc('milliseconds', now()) - interval '10 minutes' * n / ${atOnce}`)
  const startedAt = performance.now()
  const product = await stage.startProduct()
  const readyAt = performance.now()
  await until('all have fired', async () => (await stage.count(missed)) >= atOnce)
  const firedAt = performance.now()
  const fired = await stage.count('clocks where fired_at is not null')
  const misdated = await stage.count(
    'clock_signals s join clocks k using (case_id, kind) where s.at <> k.due_at',
  )
  await product.stop()
  await stage.clear()
  return {
    sinceStart: (firedAt - startedAt) / 1_000,
    sinceReady: (firedAt - readyAt) / 1_000,
    fired,
    misdated,
  }
}

/** The clock of the database moves by three hours, forward and back, over the due times of three hours. */
async function measureJump(stage: ClockStage, say: (line: string) => void): Promise<ClockFigures['jump']> {
  say('  the clock moves by three hours')
  const { pool } = stage
  await makeClockMovable(pool)
  const product = await stage.startProduct()
  await stage.makeDue(atOnce, `now() + interval '10 minutes' + interval '2 hours' * n / ${atOnce}`)
  const jumps: ClockFigures['jump'] = []
  for (const byHours of [3, -3]) {
    await moveClock(pool, `${byHours} hours`)
    await sleep(10_000)
    const fired = await stage.count(missed)
    const held = (await stage.count('time_watch where moved_at is not null')) === 1
    jumps.push({ byHours, dueByIt: byHours > 0 ? atOnce : 0, fired, held })
    await moveClock(pool, '0')
    await until(
      'the alarm has ended',
      async () => (await stage.count('time_watch where moved_at is null')) === 1,
    )
  }
  await moveClock(pool, '3 hours')
  await until(
    'the alarm is held',
    async () => (await stage.count('time_watch where moved_at is not null')) === 1,
  )
  await stage.pool.query(
    'update time_watch set trusted = trusted + 1, moved_at = null, moved_by_ms = null, held_at = null',
  )
  await until('what the clock says is due has fired', async () => (await stage.count(missed)) >= atOnce)
  jumps.push({ byHours: 3, dueByIt: atOnce, fired: await stage.count(missed), held: false })
  await product.stop()
  return jumps
}
