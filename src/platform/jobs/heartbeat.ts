import type pg from 'pg'
import type { Log } from '#platform/log.ts'

const beatEveryMs = 5_000
const deadAfterSeconds = 20

export type Heartbeat = { stop(): Promise<void> }

/**
 * Shows that this process lives, and frees the jobs of those that do not: the queue itself would keep them
 * locked for hours. A job of a killed process runs again within 30 s; that of a live one is never freed,
 * however slow it is.
 * @param lockersNow the names under which this process locks jobs at the moment
 */
export async function startHeartbeat(
  pool: pg.Pool,
  log: Log,
  lockersNow: () => string[],
): Promise<Heartbeat> {
  let lastBeatAt = Number.NEGATIVE_INFINITY
  let beating: Promise<void> | undefined

  async function beat(): Promise<void> {
    await showLife(pool, lockersNow())
    // While the database was away nobody could show life: all get one beat's time before any is called dead.
    const isSteady = performance.now() - lastBeatAt < 2 * beatEveryMs
    lastBeatAt = performance.now()
    if (isSteady) await freeJobsOfTheDead(pool)
  }

  await beat()
  const timer = setInterval(() => {
    beating ??= beat()
      .catch((error: unknown) => log.warn('The heartbeat of this process failed', { error }))
      .finally(() => (beating = undefined))
  }, beatEveryMs)
  return {
    async stop() {
      clearInterval(timer)
      await beating
      await pool.query('delete from process_heartbeats where worker_id = $1', [lockersNow()[0]])
    },
  }
}

/** One row a process, however many names it has. */
async function showLife(pool: pg.Pool, [locker, ...others]: string[]): Promise<void> {
  await pool.query(
    `insert into process_heartbeats (worker_id, beat_at, other_workers) values ($1, now(), $2)
     on conflict (worker_id) do update set beat_at = excluded.beat_at, other_workers = excluded.other_workers`,
    [locker, others],
  )
}

/** Frees jobs locked by one that shows no life, and by one that never did since well before now. */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
  await pool.query(
    `with alive as (
       select unnest(worker_id || other_workers) as name from process_heartbeats
       where beat_at > now() - make_interval(secs => $1)
     ), dead as (
       select distinct j.locked_by from graphile_worker._private_jobs j
       where j.locked_by is not null and j.locked_at < now() - make_interval(secs => $1)
         and not exists (select from alive where name = j.locked_by)
       union
       select distinct q.locked_by from graphile_worker._private_job_queues q
       where q.locked_by is not null and q.locked_at < now() - make_interval(secs => $1)
         and not exists (select from alive where name = q.locked_by))
     select graphile_worker.force_unlock_workers(array_agg(locked_by)) from dead having count(*) > 0`,
    [deadAfterSeconds],
  )
  await pool.query(`delete from process_heartbeats where beat_at < now() - interval '1 day'`)
}
