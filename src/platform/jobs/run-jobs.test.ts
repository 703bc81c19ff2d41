import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/database.ts'
import { until } from '../../../tests/support/product-process.ts'
import { type Context, createContext } from '#platform/context.ts'
import { type DatabaseHandle, openDatabase } from '#platform/db/database.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { createLog } from '#platform/log.ts'
import { emit, enqueueJob } from './enqueue-job.ts'
import { type Job, runJobs } from './run-jobs.ts'

const log = createLog(() => {})
let database: TestDatabase
let handle: DatabaseHandle
let ctx: Context

before(async () => {
  database = await createTestDatabase()
  handle = openDatabase(database.ownerUrl, log, 4)
  const reactions = { 'thing.happened': ['tell-one', 'tell-two'] }
  const shared = { db: handle.db, files: openLocalFileStore('/nowhere'), log, reactions, publicUrl: '' }
  ctx = createContext(shared, { actor: { kind: 'system', name: 'Test' }, now: new Date() })
})
after(async () => {
  await handle.close()
  await database.drop()
})

/** Runs jobs until the one with this name has run, and says what ran before. */
async function runUntil(
  last: string,
  names: string[],
  job: (name: string, payload: unknown) => Promise<void>,
) {
  const done = Promise.withResolvers<void>()
  const jobs: Record<string, Job> = Object.fromEntries(
    names.map((name) => [
      name,
      async (payload: unknown) => {
        await job(name, payload)
        if (name === last) done.resolve()
      },
    ]),
  )
  const runner = await runJobs(handle.ownerPool, [{ jobs, workers: 4 }], log)
  try {
    await done.promise
  } finally {
    await runner.stop()
  }
}

const add = (name: string, payload: object = {}) => ctx.transaction((tx) => enqueueJob(tx, name, payload))
const jobsLeft = async (): Promise<number> => {
  const { rows } = await handle.ownerPool.query<{ n: number }>(
    'select count(*)::int n from graphile_worker._private_jobs',
  )
  return rows[0]?.n ?? 0
}

const jobsUnderWay = async (): Promise<number> => {
  const { rows } = await handle.ownerPool.query<{ n: number }>(
    'select count(*)::int n from graphile_worker._private_jobs where locked_at is not null',
  )
  return rows[0]?.n ?? 0
}

test('while the clock that moved is held, a job that waits is queued by what that clock says', async () => {
  const wanted = new Date('2026-03-10T09:00:00Z')
  const queuedFor = async () => {
    await ctx.transaction((tx) => enqueueJob(tx, 'wait', {}, { runAt: wanted }))
    const { rows } = await handle.ownerPool.query<{ run_at: Date }>(
      'delete from graphile_worker._private_jobs returning run_at',
    )
    return rows[0]?.run_at
  }
  assert.deepEqual(await queuedFor(), wanted)
  const hold = (moved: string) =>
    handle.ownerPool.query(`update time_watch set (moved_at, moved_by_ms, held_at) = (${moved})`)
  await hold(`now(), -3 * 3600000, now()`)
  assert.deepEqual(await queuedFor(), new Date('2026-03-10T06:00:00Z'))
  await hold('null, null, null')
})

test('a job runs after its transaction is committed, and never after it was undone', async () => {
  const undone = ctx.transaction(async (tx) => {
    await enqueueJob(tx, 'greet', { who: 'nobody' })
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  await add('greet', { who: 'somebody' })
  const greeted: unknown[] = []
  await runUntil('greet', ['greet'], async (_, payload) => void greeted.push(payload))
  assert.deepEqual(greeted, [{ who: 'somebody' }])
  assert.equal(await jobsLeft(), 0)
})

test('an event is one job for each reaction, and none where nobody reacts', async () => {
  await ctx.transaction(async (tx) => {
    await emit(ctx, tx, { name: 'nobody.cares', payload: {} })
    await emit(ctx, tx, { name: 'thing.happened', payload: { id: '7' } })
  })
  assert.equal(await jobsLeft(), 2)
  const told = new Map<string, unknown>()
  const both = Promise.withResolvers<void>()
  await runUntil('tell-two', ['tell-one', 'tell-two'], async (name, payload) => {
    told.set(name, payload)
    if (told.size === 2) both.resolve()
    await both.promise
  })
  const payload = { id: '7', occurredAt: ctx.now.toISOString() }
  assert.deepEqual([told.get('tell-one'), told.get('tell-two')], [payload, payload])
})

test('a job with a key that waits already is there once', async () => {
  for (let index = 0; index < 3; index++)
    await ctx.transaction((tx) => enqueueJob(tx, 'index', { index }, { key: 'index:7' }))
  assert.equal(await jobsLeft(), 1)
  await handle.ownerPool.query('delete from graphile_worker._private_jobs')
})

test('a job that fails is kept for another try', async () => {
  await add('fail')
  await add('stop')
  await runUntil('stop', ['fail', 'stop'], async (name) => {
    if (name === 'fail') throw new Error('not now')
  })
  const { rows } = await handle.ownerPool.query<{ attempts: number; last_error: string; waits: boolean }>(
    'select attempts, last_error, run_at > now() waits from graphile_worker._private_jobs',
  )
  assert.equal(rows.length, 1)
  assert.deepEqual([rows[0]?.attempts, rows[0]?.waits], [1, true])
  await handle.ownerPool.query('delete from graphile_worker._private_jobs')
})

/** A job that some worker took a minute ago and has not finished. */
async function addHeldBy(worker: string): Promise<void> {
  await add('held')
  await handle.ownerPool.query(
    `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - interval '1 minute', attempts = 1`,
    [worker],
  )
}

test('a job held by a worker that shows no life is freed and done; one held by a living worker is left alone', async () => {
  await addHeldBy('worker-that-lives')
  await handle.ownerPool.query(`insert into process_heartbeats values ('worker-that-lives', now())`)
  await add('stop')
  const ran: string[] = []
  await runUntil('stop', ['held', 'stop'], async (name) => void ran.push(name))
  assert.deepEqual([ran, await jobsLeft()], [['stop'], 1])
  await handle.ownerPool.query(
    `update process_heartbeats set beat_at = now() - interval '1 minute' where worker_id = 'worker-that-lives'`,
  )
  await runUntil('held', ['held', 'stop'], async (name) => void ran.push(name))
  assert.deepEqual([ran, await jobsLeft()], [['stop', 'held'], 0])
})

/** While it lasts, no finished job can be marked as done. */
async function withoutMarks(work: () => Promise<void>): Promise<void> {
  await handle.ownerPool.query(`
    create function refuse_marks() returns trigger language plpgsql as $$ begin raise 'away'; end $$;
    create trigger refuse_marks before delete on graphile_worker._private_jobs
      for each row execute function refuse_marks()`)
  await work()
  await handle.ownerPool.query('drop function refuse_marks cascade')
}

test('a queue that could not mark several jobs as done starts again and takes the next', async () => {
  const lines: string[] = []
  const ends = [1, 2, 3, 4].map(() => Promise.withResolvers<void>())
  const next = Promise.withResolvers<void>()
  const slow = ends.map(({ promise }, index): [string, Job] => [`slow-${index}`, () => promise])
  for (const [name] of slow) await add(name)
  const jobs = { ...Object.fromEntries(slow), next: async () => next.resolve() }
  const runner = await runJobs(
    handle.ownerPool,
    [{ jobs, workers: 4 }],
    createLog((line) => void lines.push(line)),
  )
  await until('all are under way', async () => (await jobsUnderWay()) === slow.length)
  await withoutMarks(async () => {
    for (const end of ends) {
      end.resolve()
      // They end one after another, and the last when the others have failed to be marked.
      await sleep(100)
    }
  })
  await add('next')
  await next.promise
  await runner.stop()
  assert.equal(lines.filter((line) => line.includes('starting it again')).length, 1)
  await handle.ownerPool.query('delete from graphile_worker._private_jobs')
})

test('FA-08: jobs that wait for a machine that hangs hold up none of another lane', async () => {
  const before = (await handle.ownerPool.query('select from process_heartbeats')).rowCount ?? 0
  const hang = Promise.withResolvers<void>()
  const done = Promise.withResolvers<void>()
  const runner = await runJobs(
    handle.ownerPool,
    [
      { jobs: { inside: async () => done.resolve() }, workers: 4 },
      { jobs: { outside: () => hang.promise }, workers: 4 },
    ],
    log,
  )
  const alive = async (): Promise<string[]> =>
    (
      await handle.ownerPool.query<{ name: string }>(
        'select unnest(worker_id || other_workers) as name from process_heartbeats',
      )
    ).rows.map(({ name }) => name)
  const holders = async (): Promise<string[]> =>
    (
      await handle.ownerPool.query<{ name: string }>(
        'select distinct locked_by as name from graphile_worker._private_jobs where locked_by is not null',
      )
    ).rows.map(({ name }) => name)
  try {
    for (let index = 0; index < 12; index++) await add('outside', { index })
    await until('its workers hang', async () => (await jobsUnderWay()) === 4)
    await add('inside')
    await done.promise
    // Who holds them shows life, so that none is taken from them; it is one process all the same.
    const [living, holding] = [await alive(), await holders()]
    assert.ok(holding.length > 0 && holding.every((name) => living.includes(name)))
    assert.equal((await handle.ownerPool.query('select from process_heartbeats')).rowCount, before + 1)
  } finally {
    hang.resolve()
    await until('all are done', async () => (await jobsLeft()) === 0)
    await runner.stop()
  }
  assert.equal((await handle.ownerPool.query('select from process_heartbeats')).rowCount, before)
})
