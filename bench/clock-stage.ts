import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { dueChannel } from '#platform/realtime/announce.ts'
import { loadClocks } from '../tests/support/load-clocks.ts'
import { createProductHome, type ProductHome, type ProductProcess } from '../tests/support/product-process.ts'

/** A database that outlives the products which work on it, so that any of them can be stopped and killed. */
export type ClockStage = {
  folder: string
  ownerUrl: string
  superuserUrl: string
  pool: pg.Pool
  /** Starts another product on it. */
  startProduct(): Promise<ProductProcess>
  /** Makes as many clocks as wanted, each of an open case of its own, due over the next month. */
  fillTo(clocks: number): Promise<void>
  /** Makes `clocks` of them due at an SQL instant, and tells those that sweep. */
  makeDue(clocks: number, due: string): Promise<void>
  count(where: string): Promise<number>
  /** Forgets what fired, and what there is to do for it. */
  clear(): Promise<void>
  close(): Promise<void>
}

const perStatement = 50_000

export async function openClockStage(): Promise<ClockStage> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fourline-bench-'))
  const database: EmbeddedPostgres = await startEmbeddedPostgres({
    folder: path.join(folder, 'postgres'),
    log: () => {},
  })
  const { ownerUrl } = database
  const homes: ProductHome[] = []
  // Explaining ends every connection, also those that wait here.
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  pool.on('error', () => undefined)
  const superuser = new URL(ownerUrl)
  superuser.username = 'postgres'
  superuser.password = readFileSync(path.join(folder, 'postgres/superuser-password'), 'utf8')
  const count = async (where: string) =>
    (await pool.query<{ n: number }>(`select count(*)::int n from ${where}`)).rows[0]?.n ?? 0
  return {
    folder,
    ownerUrl,
    superuserUrl: superuser.href,
    pool,
    count,
    async startProduct() {
      const home = await createProductHome({ DATABASE_URL: ownerUrl })
      homes.push(home)
      return home.start()
    },
    async fillTo(clocks) {
      // Every view of the desk is counted by trigger, row for row; none is looked at here.
      await pool.query('alter table cases disable trigger user')
      for (
        let there = await count('clocks where next_alarm_at is not null');
        there < clocks;
        there += perStatement
      )
        await loadClocks(pool, {
          cases: Math.min(perStatement, clocks - there),
          due: `now() + interval '1 day' + interval '30 days' * n / ${perStatement}`,
        })
      await pool.query('alter table cases enable trigger user')
      await pool.query('vacuum (analyze) cases, clocks')
    },
    async makeDue(clocks, due) {
      await pool.query(
        `with chosen as (select case_id, kind, row_number() over () n from (
           select case_id, kind from clocks where next_alarm_at > now() + interval '1 hour' limit ${clocks}) few)
         update clocks k set due_at = ${due}, started_at = ${due} - interval '30 minutes'
         from chosen where k.case_id = chosen.case_id and k.kind = chosen.kind`,
      )
      await pool.query(`select pg_notify($1, to_json(min(next_alarm_at)) #>> '{}') from clocks`, [dueChannel])
    },
    async clear() {
      await pool.query(`truncate clock_signals, breaches;
        delete from graphile_worker._private_jobs where locked_at is null;
        update clocks set fired_at = null, state = 'running', due_at = now() + interval '9 days'
          where fired_at is not null or next_alarm_at < now() + interval '1 hour'`)
      await pool.query('vacuum (analyze) clocks')
    },
    async close() {
      for (const home of homes) await home.remove()
      await pool.end()
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
