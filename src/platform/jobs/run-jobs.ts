import { randomUUID } from 'node:crypto'
import { Logger, run, type Runner } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '#platform/log.ts'

/** What a job does; its payload comes from outside the type system and is read by the job itself. */
export type Job = (payload: unknown) => Promise<void>

export type JobRunner = { stop(): Promise<void> }

const beatEveryMs = 5_000
const deadAfterSeconds = 20

/**
 * Runs jobs in this process. A worker that dies keeps its jobs locked for hours by itself, so every process
 * shows that it lives, and any process frees the jobs of one that stopped.
 */
export async function runJobs(
  pool: pg.Pool,
  jobs: Readonly<Record<string, Job>>,
  log: Log,
): Promise<JobRunner> {
  const processId = randomUUID()
  const runner = await run({
    pgPool: pool,
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn(message)
    }),
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job(payload)]),
    ),
  })
  const workers = watchWorkers(runner)
  const beat = async () => {
    await showLife(pool, processId, [...workers])
    await freeJobsOfTheDead(pool)
  }
  await beat()
  const timer = setInterval(() => {
    beat().catch((error: unknown) => log.warn('The heartbeat of this process failed', { error }))
  }, beatEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await runner.stop()
      await pool.query('delete from process_heartbeats where worker_id = any($1)', [[...workers]])
    },
  }
}

function watchWorkers(runner: Runner): Set<string> {
  const workers = new Set<string>()
  runner.events.on('worker:create', ({ worker }) => workers.add(worker.workerId))
  runner.events.on('job:start', ({ worker }) => workers.add(worker.workerId))
  return workers
}

async function showLife(pool: pg.Pool, processId: string, workers: string[]): Promise<void> {
  await pool.query(
    `insert into process_heartbeats (worker_id, beat_at) select unnest($1::text[]), now()
     on conflict (worker_id) do update set beat_at = excluded.beat_at`,
    [[processId, ...workers]],
  )
}

/** Frees jobs locked by a worker that shows no life, and by one that never did since well before now. */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with dead as (
       select distinct j.locked_by from graphile_worker._private_jobs j
       where j.locked_by is not null and j.locked_at < now() - make_interval(secs => $1)
         and not exists (select from process_heartbeats p
           where p.worker_id = j.locked_by and p.beat_at > now() - make_interval(secs => $1))
       union
       select distinct q.locked_by from graphile_worker._private_job_queues q
       where q.locked_by is not null and q.locked_at < now() - make_interval(secs => $1)
         and not exists (select from process_heartbeats p
           where p.worker_id = q.locked_by and p.beat_at > now() - make_interval(secs => $1)))
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [deadAfterSeconds],
  )
  await pool.query(`delete from process_heartbeats where beat_at < now() - interval '1 day'`)
}
