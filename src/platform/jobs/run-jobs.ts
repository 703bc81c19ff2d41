import { EventEmitter } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, run, type Runner, type RunnerOptions, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Log } from '#platform/log.ts'
import { startHeartbeat } from '#platform/jobs/heartbeat.ts'

/** What a job does; its payload comes from outside the type system and is read by the job itself. */
export type Job = (payload: unknown) => Promise<void>

export type JobRunner = { stop(): Promise<void> }

/** Jobs with workers of their own: however long they take, those of other lanes are not held up. */
export type Lane = { jobs: Readonly<Record<string, Job>>; workers: number }

const restAfterFailureMs = 1_000

/**
 * Runs jobs in this process until it is stopped, each lane by itself. `timetable` says which jobs come by themselves,
 * as a crontab in UTC; the first lane keeps it for all.
 */
export async function runJobs(
  pool: pg.Pool,
  lanes: readonly Lane[],
  log: Log,
  timetable = '',
): Promise<JobRunner> {
  const running: RunningLane[] = []
  const stopLanes = () => Promise.all(running.map((lane) => lane.stop()))
  try {
    for (const [index, lane] of lanes.entries())
      running.push(await runLane(pool, lane, log, index === 0 ? timetable : ''))
    const heartbeat = await startHeartbeat(pool, log, () => running.map((lane) => lane.lockerNow()))
    return {
      async stop() {
        await stopLanes()
        await heartbeat.stop()
      },
    }
  } catch (error) {
    await stopLanes()
    throw error
  }
}

/** `lockerNow` is the name under which it locks jobs at the moment. */
type RunningLane = { lockerNow(): string; stop(): Promise<void> }

/**
 * A queue that ends by itself, because the database was away while a job was being marked as done, is started again;
 * the job it left locked is freed like that of any dead process and runs once more.
 */
async function runLane(pool: pg.Pool, lane: Lane, log: Log, timetable: string): Promise<RunningLane> {
  let isStopping = false
  let queue = await startQueue(pool, lane, log, timetable)
  const running = keepRunning()

  async function keepRunning(): Promise<void> {
    for (;;) {
      await queue.ended
      if (isStopping) return
      await stopQueue(queue)
      log.warn('The job queue ended; starting it again')
      if (!(await startAgain())) return
    }
  }

  /** False when it is no longer wanted. */
  async function startAgain(): Promise<boolean> {
    for (;;) {
      await sleep(restAfterFailureMs)
      if (isStopping) return false
      try {
        queue = await startQueue(pool, lane, log, timetable)
        // It may have been asked to stop while this queue was starting, and has stopped the one before.
        if (isStopping) await stopQueue(queue)
        return !isStopping
      } catch (error) {
        log.warn('The job queue does not start; trying again', { error })
      }
    }
  }

  return {
    lockerNow: () => queue.id,
    async stop() {
      isStopping = true
      await stopQueue(queue)
      await running
    },
  }
}

/** `id` is the name under which the queue locks jobs; `ended` settles when it takes no more of them. */
type Queue = { runner: Runner; id: string; ended: Promise<unknown> }

/** One that has ended by itself refuses to be stopped, or never has done stopping. */
async function stopQueue({ runner, ended }: Queue): Promise<void> {
  await Promise.race([runner.stop().catch(() => undefined), ended])
}

async function startQueue(
  pool: pg.Pool,
  { jobs, workers }: Lane,
  log: Log,
  timetable: string,
): Promise<Queue> {
  const events: WorkerEvents = new EventEmitter()
  // Heard before the first job is taken, since the queue takes jobs as soon as it runs.
  const created = new Promise<string>((resolve) =>
    events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)),
  )
  // A queue that could mark neither this job nor the next miscounts its marks and waits for ever to have
  // stopped, so what it says itself is heard too.
  const broken = new Promise((resolve) => events.once('pool:fatalError', resolve))
  const options: RunnerOptions = {
    pgPool: pool,
    concurrency: workers,
    pollInterval: 2_000,
    crontab: timetable,
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
  const ended = Promise.race([runner.promise.catch(() => undefined), broken])
  return { runner, id: await created, ended }
}
