import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import type pg from 'pg'
import { environmentOfTheMachine, until } from '../support/product-process.ts'
import type { TestApp } from '../support/test-app.ts'

export type ClockWorker = { child: ChildProcess; output(): string; kill(): Promise<void> }

const script = path.join(import.meta.dirname, 'clock-worker.ts')

/** A process of its own that fires the due times of a database; `name` is what its connections are called. */
export async function startClockWorker(
  app: TestApp,
  { name = 'worker', mode = '' } = {},
): Promise<ClockWorker> {
  const url = new URL(app.ownerUrl)
  url.searchParams.set('application_name', name)
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, url.href, mode], {
    env: environmentOfTheMachine(),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await until('a worker is ready', async () => text.includes('ready'))
  return {
    child,
    output: () => text,
    async kill() {
      child.kill('SIGKILL')
      await until('the worker is gone', async () => child.signalCode === 'SIGKILL' || child.exitCode !== null)
    },
  }
}

/** Signals say besides when they were written, by a clock that nobody moves. */
export async function noteTrueTimes(pool: pg.Pool): Promise<void> {
  await pool.query(
    'alter table clock_signals add column truly_at timestamptz default pg_catalog.clock_timestamp()',
  )
}

/** What must never be, found in the rows themselves: nothing lost, nothing told twice, nothing before its time. */
export async function findClockFaults(pool: pg.Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<Record<string, number>>(
    `with told as (
       select j.payload ->> 'caseId' case_id, j.payload ->> 'kind' kind, coalesce((j.payload ->> 'share')::int, 100) share,
         j.payload ->> 'dueAt' due, count(*) n
       from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier in ('tell-of-warning', 'tell-of-breach') group by 1, 2, 3, 4)
     select
       (select count(*)::int from clocks where next_alarm_at < pg_catalog.now()) lost,
       (select count(*)::int from clock_signals s where not overtaken and not exists (
         select from told where told.case_id = s.case_id::text and told.kind = s.kind and told.share = s.share)) untold,
       (select count(*)::int from told where n > 1) doubled,
       (select count(*)::int from (
         select from clock_signals group by case_id, kind, started_at, share having count(*) > 1) twice) repeated,
       (select count(*)::int from clock_signals where truly_at <= at) early,
       (select count(*)::int from clocks k join clock_signals s using (case_id, kind)
         where s.share = 100 and s.at <> k.due_at) misdated,
       (select count(*)::int from clocks k where k.fired_at is not null and k.guaranteed and not exists (
         select from breaches b where b.case_id = k.case_id and b.kind = k.kind and b.due_at = k.due_at)) unrecorded`,
  )
  assert.ok(rows[0])
  return rows[0]
}

export const noFaults = {
  lost: 0,
  untold: 0,
  doubled: 0,
  repeated: 0,
  early: 0,
  misdated: 0,
  unrecorded: 0,
}

export async function countOf(pool: pg.Pool, where: string): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int n from ${where}`)
  return rows[0]?.n ?? 0
}

/** From now on `moveClock` moves what the database says to those who connect, as a change of its machine's clock would. */
export async function makeClockMovable(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string }>('select current_database() name')
  await pool.query(`
    create schema moved;
    create table moved.by (by interval not null);
    insert into moved.by values ('0');
    create function moved.clock_timestamp() returns timestamptz language sql volatile as
      $$ select pg_catalog.clock_timestamp() + (select by from moved.by) $$;
    grant usage on schema moved to fourline_app;
    grant select on moved.by to fourline_app;
    alter database ${rows[0]?.name} set search_path = moved, public, pg_catalog`)
}

/** Whoever sweeps looks at once. */
export async function moveClock(pool: pg.Pool, by: string): Promise<void> {
  await pool.query('update moved.by set by = $1::interval', [by])
  await lookAtOnce(pool)
}

export async function lookAtOnce(pool: pg.Pool): Promise<void> {
  await pool.query(`select pg_notify('fourline_due', '1970-01-01T00:00:00.000Z')`)
}
