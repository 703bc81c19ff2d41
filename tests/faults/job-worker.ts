// node tests/faults/job-worker.ts DATABASE_URL [bare]: a process that works on jobs, to be killed by a test.
// With `bare` the queue runs alone, without the heartbeat that frees the jobs of the dead.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { runJobs } from '#platform/jobs/run-jobs.ts'
import { watchParent } from '#platform/watch-parent.ts'

const [databaseUrl = '', mode] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 8 })
pool.on('error', () => undefined)
pool.on('connect', (client) => client.on('error', () => undefined))
watchParent(() => process.exit())

const jobs = {
  hold: async (payload: unknown) => {
    const ms = msOf(payload)
    process.stdout.write(`started ${ms}\n`)
    await (ms === 0 ? once(process, 'message') : sleep(ms))
    process.stdout.write('done\n')
  },
}

if (mode === 'bare') {
  const logger = new Logger(() => () => undefined)
  await run({
    pgPool: pool,
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    logger,
    taskList: jobs,
  })
} else {
  const say = (message: string) => process.stderr.write(`${message}\n`)
  await runJobs(pool, [{ jobs, workers: 4 }], { info: say, warn: say, error: say })
}
process.stdout.write('ready\n')

/** 0: until the parent says so. */
function msOf(payload: unknown): number {
  if (typeof payload === 'object' && payload !== null && 'ms' in payload) return Number(payload.ms)
  throw new Error('A job to hold says for how long')
}
