import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '#platform/log.ts'
import { startHeartbeat } from '#platform/jobs/heartbeat.ts'

/** What a job does; its payload comes from outside the type system and is read by the job itself. */
export type Job = (payload: unknown) => Promise<void>

export type JobRunner = { stop(): Promise<void> }

const restAfterFailureMs = 1_000

/**
 * Runs jobs in this process until it is stopped. A queue that ends by itself, because the database was away
 * while a job was being marked as done, is started again; the job it left locked is freed like that of any
 * dead process and runs once more.
 */
export async function runJobs(
  pool: pg.Pool,
  jobs: Readonly<Record<string, Job>>,
  log: Log,
): Promise<JobRunner> {
  let isStopping = false
  let queue = await startQueue(pool, jobs, log)
  const heartbeat = await startHeartbeat(pool, log, () => queue.id)
  const running = keepRunning()

  async function keepRunning(): Promise<void> {
    for (;;) {
      await queue.runner.promise.catch(() => undefined)
      if (isStopping) return
      log.warn('The job queue ended; starting it again')
      await sleep(restAfterFailureMs)
      queue = await startAgain()
    }
  }

  async function startAgain(): Promise<Queue> {
    for (;;) {
      try {
        return await startQueue(pool, jobs, log)
      } catch (error) {
        log.warn('The job queue does not start; trying again', { error })
        await sleep(restAfterFailureMs)
      }
    }
  }

  return {
    async stop() {
      isStopping = true
      await queue.runner.stop().catch(() => undefined)
      await running
      await heartbeat.stop()
    },
  }
}

/** `id` is the name under which the queue locks jobs. */
type Queue = { runner: Runner; id: string }

async function startQueue(pool: pg.Pool, jobs: Readonly<Record<string, Job>>, log: Log): Promise<Queue> {
  const events: WorkerEvents = new EventEmitter()
  // Heard before the first job is taken, since the queue takes jobs as soon as it runs.
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  )
  const options: RunnerOptions = {
    pgPool: pool,
    concurrency: 4,
    pollInterval: 2_000,
    noHandleSignals: true,
    events,
    // Without a batch the queue forgets to wait for the mark, and one that fails would end the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    logger: new Logger(() => (level, message) => {
      if (level === 'error' || level === 'warning') log.warn(message)
    }),
    taskList: Object.fromEntries(
      Object.entries(jobs).map(([name, job]) => [name, (payload: unknown) => job(payload)]),
    ),
  }
  const runner = await run(options)
  return { runner, id: await created }
}
