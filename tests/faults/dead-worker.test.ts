import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../support/database.ts'
import { environmentOfTheMachine, until } from '../support/product-process.ts'

type Worker = { child: ChildProcess; output(): string }

const script = path.join(import.meta.dirname, 'job-worker.ts')
const children: ChildProcess[] = []
const databases: TestDatabase[] = []
const longerThanAnyThreshold = 28_000

async function freshDatabase(): Promise<string> {
  const database = await createTestDatabase()
  databases.push(database)
  return database.ownerUrl
}

/** A process of its own that works on the jobs of a database. */
async function startWorker(databaseUrl: string, mode = 'whole'): Promise<Worker> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', script, databaseUrl, mode],
    {
      env: environmentOfTheMachine(),
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  )
  children.push(child)
  let text = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const worker = { child, output: () => text }
  await until(`a worker is ready: ${text}`, async () => text.includes('ready'))
  return worker
}

async function ask<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

const addJob = (url: string, ms: number) =>
  ask(url, `select graphile_worker.add_job('hold', '{"ms": ${ms}}')`)
const lockedJobs = async (url: string) =>
  (await ask(url, `select from graphile_worker.jobs where locked_at is not null`)).length
/** How long the jobs take that were started, in that order. */
const started = ({ output }: Worker): number[] =>
  [...output().matchAll(/^started (\d+)$/gm)].map(([, ms]) => Number(ms))
const starts = (...workers: Worker[]) => workers.flatMap(started).length

/** Leaves a job locked by a process that was killed while it worked on it. */
async function leaveLockedJob(url: string): Promise<void> {
  const first = await startWorker(url)
  await addJob(url, 1)
  await until('the first job is done', async () => first.output().includes('done'))
  await addJob(url, 600_000)
  await until('the job is under way', async () => starts(first) === 2)
  first.child.kill('SIGKILL')
  await until('the worker is gone', async () => first.child.signalCode === 'SIGKILL')
  assert.equal(await lockedJobs(url), 1)
}

describe('A job', { concurrency: true }, () => {
  after(async () => {
    for (const child of children) child.kill('SIGKILL')
    for (const database of databases) await database.drop()
  })

  it('of a worker that was killed runs again elsewhere within 30 s, and without the heartbeat stays locked', async (t) => {
    const [url, controlUrl] = [await freshDatabase(), await freshDatabase()]
    await Promise.all([leaveLockedJob(url), leaveLockedJob(controlUrl)])
    const [second, control] = await Promise.all([startWorker(url), startWorker(controlUrl, 'bare')])
    const from = performance.now()
    await until('the job runs again', async () => starts(second) === 1, 30_000)
    t.diagnostic(
      `ran again ${((performance.now() - from) / 1000).toFixed(1)} s after the second worker was ready`,
    )
    await addJob(controlUrl, 1)
    await until('the control works on other jobs', async () => control.output().includes('done'))
    const left = await ask(
      controlUrl,
      'select id, payload, attempts, locked_by from graphile_worker._private_jobs',
    )
    assert.deepEqual(started(control), [1], `${JSON.stringify(left)}\n${control.output()}`)
    assert.equal(await lockedJobs(controlUrl), 1)
  })

  it('of a slow worker that lives is left to it while others look for the dead', async (t) => {
    const url = await freshDatabase()
    const slow = await startWorker(url)
    await addJob(url, longerThanAnyThreshold)
    await until('the job is under way', async () => starts(slow) === 1)
    const other = await startWorker(url)
    await until('the job is done', async () => slow.output().includes('done'))
    await sleep(2_500)
    t.diagnostic(`started ${starts(slow, other)} time, in ${longerThanAnyThreshold / 1000} s`)
    assert.equal(starts(slow, other), 1)
    assert.equal(other.output().includes('started'), false)
  })

  it('that ends while the database is away runs again, in the same process', async () => {
    const url = await freshDatabase()
    const worker = await startWorker(url)
    await addJob(url, 0)
    await until('the job is under way', async () => starts(worker) === 1)
    const elsewhere = await freshDatabase()
    const name = new URL(url).pathname.slice(1)
    await ask(elsewhere, `alter database ${name} allow_connections false`)
    await ask(
      elsewhere,
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = '${name}' and backend_type = 'client backend'`,
    )
    worker.child.send('end')
    await until('the job ended and could not be marked', async () =>
      worker.output().includes('Failed to complete jobs'),
    )
    await ask(elsewhere, `alter database ${name} allow_connections true`)
    await addJob(url, 1)
    await until('both run', async () => starts(worker) === 3, 30_000)
    worker.child.send('end')
    await until(
      'no job is left',
      async () => (await ask(url, 'select from graphile_worker.jobs')).length === 0,
    )
    assert.deepEqual(
      started(worker).toSorted((one, other) => one - other),
      [0, 0, 1],
    )
    assert.equal(worker.child.exitCode, null)
  })
})
