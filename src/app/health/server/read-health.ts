import { statfs } from 'node:fs/promises'
import { sql } from 'kysely'
import { checkMachine } from '#app/doctor/check-machine.ts'
import { record } from '#platform/audit.ts'
import { type Context, readerOf, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { aboutProxy } from '../domain/about-proxy.ts'
import { healthFacts, type HealthView, type retryJobEndpoint } from '../domain/contract.ts'
import { fail, type Finding, ok, warn } from '../domain/finding.ts'
import { findingsOfWork } from '../domain/findings-of-work.ts'

/** What the verb knows beside the database. */
export type HealthNeeds = {
  dataFolder: string
  version: string
  startedAt: Date
  /** `SMTP_URL` is set. */
  hasSmtpUrl: boolean
  /** `HTTP_PROXY_FROM` is set. */
  trustsProxy: boolean
}

/** How the installation is, in one round trip and one look at the disk. For managers and admins. */
export async function readHealth(ctx: Context, needs: HealthNeeds): Promise<HealthView> {
  requireVendor(ctx, 'manager')
  const { rows } = await ctx.transaction((tx) =>
    sql<{ health: unknown }>`select read_health() health`.execute(tx),
  )
  const facts = healthFacts.parse(rows[0]?.health)
  const { bavail, blocks, bsize } = await statfs(needs.dataFolder)
  const { timeZone } = readerOf(ctx.actor)
  const mailLeaves = needs.hasSmtpUrl || facts.mailOut.hasRelay
  const findings = [
    aboutProcesses(facts.processes),
    ...findingsOfWork(facts, { isRunning: true, hasRelay: mailLeaves, timeZone }),
    aboutRelay(mailLeaves),
    ...aboutProxy(ctx.publicUrl, needs.trustsProxy),
    ...(await checkMachine(needs.dataFolder)),
  ]
  return {
    ...facts,
    findings,
    disk: { freeBytes: bavail * bsize, totalBytes: blocks * bsize },
    mailLeaves,
    version: needs.version,
    startedAt: needs.startedAt.toISOString(),
  }
}

function aboutProcesses(n: number): Finding {
  if (n > 0) return ok('Processes', n === 1 ? 'one does the work' : `${n} share the work`)
  return fail('Processes', 'none shows life, so nothing that waits is done', 'Start the product again.')
}

function aboutRelay(mailLeaves: boolean): Finding {
  if (mailLeaves) return ok('Mail out', 'a mail server is set')
  const advice = 'Enter a mail server under Admin › Email, or set SMTP_URL.'
  return warn('Mail out', 'no mail server: mail is kept, and sent to nobody', advice)
}

/** Lets one failing job run again now; throws `not_found` where none fails by this id. */
export async function retryJob(
  ctx: Context,
  { id }: InputOf<typeof retryJobEndpoint>,
): Promise<ResponseOf<typeof retryJobEndpoint>> {
  const answer = await retry(ctx, [id])
  if (answer.retried === 0) throw notFound('failing job')
  return answer
}

/** Lets every failing job run again now, at most a thousand at once. */
export function retryJobs(ctx: Context): Promise<ResponseOf<typeof retryJobEndpoint>> {
  return retry(ctx, null)
}

async function retry(ctx: Context, ids: string[] | null): Promise<{ retried: number }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ n: number }>`select retry_failing_jobs(${ids}::bigint[]) n`.execute(tx)
    const retried = rows[0]?.n ?? 0
    if (retried > 0) {
      await record(ctx, tx, {
        action: 'jobs.retried',
        subjectType: 'job',
        subjectId: ids?.[0] ?? 'all',
        detail: { jobs: retried },
      })
    }
    return { retried }
  })
}
