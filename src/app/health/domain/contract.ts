import { z } from 'zod'
import { defineEndpoint } from '#platform/http/endpoint.ts'
import { timeAlarmView } from '#promise/clocks/domain/time-contract.ts'

/** Instants are ISO 8601 with their offset, as the database writes them. */
const instant = z.iso.datetime({ offset: true })
const count = z.number().int()
const waiting = { waiting: count, waitingSince: instant.nullable() }

const failingJob = z.object({
  id: z.string(),
  /** As `app/jobs.ts` names it. */
  name: z.string(),
  attempts: count,
  maxAttempts: count,
  error: z.string(),
  /** When it is tried again, or was last meant to run. */
  runAt: instant,
  /** It is not tried again by itself. */
  givenUp: z.boolean(),
})
export type FailingJob = z.output<typeof failingJob>

const loggedError = z.object({ message: z.string(), n: count, lastAt: instant })

/** What the database tells in one round trip (`read_health`). */
export const healthFacts = z.object({
  at: instant,
  jobs: z.object({
    ...waiting,
    underWay: count,
    /** Meant for later. */
    later: count,
    /** They failed, and are tried again. */
    failing: count,
    givenUp: count,
  }),
  /** At most twenty, those given up first. */
  failingJobs: z.array(failingJob),
  /** Processes of the product that showed life within 20 seconds. */
  processes: count,
  mailOut: z.object({
    ...waiting,
    failed: count,
    failedToday: count,
    kept: count,
    /** More was to leave than may leave at once; it leaves by itself, the first of it at `heldUntil`. */
    held: count,
    heldUntil: instant.nullable(),
    /** A mail server was entered; `SMTP_URL` is another way to have one. */
    hasRelay: z.boolean(),
  }),
  mailIn: z.object({ ...waiting, lastAt: instant.nullable() }),
  /** Those that are on. `wellAt`: when one was read last, or was changed since; `said`: its trouble, as its server says it. */
  mailboxes: z.array(z.object({ name: z.string(), wellAt: instant, said: z.string().nullable() })),
  dueTimes: z.object({
    /** Passed more than 15 seconds ago, and not acted on. */
    overdue: count,
    overdueSince: instant.nullable(),
    lastFiredAt: instant.nullable(),
  }),
  /** The clock moved, and nobody has said yet that it is right; null while it goes on steadily. */
  time: timeAlarmView.nullable(),
  webhooks: z.object({
    on: count,
    disabled: count,
    /** Messages that failed at least once and are tried again. */
    waiting: count,
  }),
  /** Of the last day, most frequent first. */
  errors: z.array(loggedError),
  database: z.object({
    bytes: z.number(),
    connections: count,
    maxConnections: count,
    oldestTransactionAt: instant.nullable(),
  }),
})
export type HealthFacts = z.output<typeof healthFacts>

const finding = z.object({
  check: z.string(),
  state: z.enum(['ok', 'warn', 'fail']),
  found: z.string(),
  /** What to do, where it is not in order. */
  advice: z.string().optional(),
})

const healthView = healthFacts.extend({
  /** Those of `fourline doctor` that cost next to nothing. */
  findings: z.array(finding),
  disk: z.object({ freeBytes: z.number(), totalBytes: z.number() }),
  /** Whether mail leaves at all. */
  mailLeaves: z.boolean(),
  version: z.string(),
  /** Since when the process that answers runs. */
  startedAt: z.iso.datetime(),
})
export type HealthView = z.output<typeof healthView>

export const readHealthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Managers: how the installation is: jobs, mail, due times, webhooks, errors, database and disk.',
  response: healthView,
})

const retried = z.object({
  /** How many run again now. */
  retried: count,
})

export const retryJobEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/health/jobs/{id}/retry',
  summary: 'Managers: let a failing job run again now. One that is under way or done stays as it is.',
  params: z.strictObject({ id: z.string().regex(/^\d{1,18}$/) }),
  response: retried,
})

export const retryJobsEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/health/jobs/retry',
  summary: 'Managers: let every failing job run again now.',
  response: retried,
})
