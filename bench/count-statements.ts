import { readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ownerRole } from '#platform/db/embedded-bootstrap.ts'

/** What one operation cost the database: statements it sent, and rows its plans read from tables and indexes. */
export type Cost = { statements: number; rowsRead: number }

type Plan = {
  'Node Type': string
  'Index Name'?: string
  'Relation Name'?: string
  'Actual Rows'?: number
  'Actual Loops'?: number
  'Rows Removed by Filter'?: number
  'Shared Hit Blocks'?: number
  'Shared Read Blocks'?: number
  Plans?: Plan[]
}

const settings = {
  session_preload_libraries: 'auto_explain',
  'auto_explain.log_min_duration': '0',
  'auto_explain.log_analyze': 'on',
  'auto_explain.log_buffers': 'on',
  'auto_explain.log_timing': 'off',
  'auto_explain.log_format': 'json',
}

/** While `work` runs, every plan is written with its rows into the server's log, by new connections only. */
export async function whileExplaining<T>(superuserUrl: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client(superuserUrl)
  await client.connect()
  const others = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = '${ownerRole}'`
  try {
    for (const [name, value] of Object.entries(settings))
      await client.query(`alter role ${ownerRole} set ${name} = '${value}'`)
    await client.query(others)
    return await work()
  } finally {
    for (const name of Object.keys(settings)) await client.query(`alter role ${ownerRole} reset ${name}`)
    await client.query(others)
    await client.end()
  }
}

/** Runs the operation once and reads what the server logged for it; jobs that follow are not counted. */
export async function costOf(clusterFolder: string, operation: () => Promise<unknown>): Promise<Cost> {
  const before = readLog(clusterFolder).length
  await operation()
  await sleep(300)
  const logged = plansIn(readLog(clusterFolder).slice(before)).filter(({ text }) => !besides.test(text))
  const last = logged.findIndex(({ text }) => text.startsWith('insert into "idempotency_keys"'))
  const own = last === -1 ? logged : logged.slice(0, last + 1)
  return { statements: own.length, rowsRead: own.reduce((sum, { plan }) => sum + rowsOf(plan), 0) }
}

/** What one sweep cost: besides, how many pages its plans looked at, and how they go. */
export type SweepCost = Cost & { pages: number; plan: string[] }

/** Runs a sweep and reads what the server logged for each of its statements. */
export async function sweepCostOf(clusterFolder: string, sweep: () => Promise<unknown>): Promise<SweepCost> {
  const before = readLog(clusterFolder).length
  await sweep()
  await sleep(300)
  const logged = plansIn(readLog(clusterFolder).slice(before)).filter(({ text }) => sweeping.test(text))
  // Others that sweep meanwhile run the same statements.
  const plans = [...new Map(logged.map(({ text, plan }) => [text, plan])).values()]
  const scans = plans.flatMap((plan) => scansIn(plan))
  return {
    statements: plans.length,
    rowsRead: plans.reduce((sum, plan) => sum + rowsOf(plan), 0),
    pages: scans.reduce((sum, { pages }) => sum + pages, 0),
    plan: scans.map(({ scan }) => scan),
  }
}

function pagesOf(plan: Plan): number {
  return (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0)
}

function scansIn(plan: Plan): { scan: string; pages: number }[] {
  const name = plan['Index Name'] ?? plan['Relation Name']
  const isRead = plan['Node Type'].endsWith('Scan') && name !== undefined && (plan['Actual Loops'] ?? 0) > 0
  const own = isRead ? [{ scan: `${plan['Node Type']} ${name}`, pages: pagesOf(plan) }] : []
  return [...own, ...(plan.Plans ?? []).flatMap((inner) => scansIn(inner))]
}

/** What the process does besides: the job queue, its heartbeat, the sweeper. */
const sweeping = /next_alarm_at|time_watch/
const besides = /graphile_worker|process_heartbeats|next_alarm_at|time_watch|^LISTEN/

function readLog(clusterFolder: string): string {
  const folder = path.join(clusterFolder, 'log')
  const logs = readdirSync(folder).map((name) => path.join(folder, name))
  const newest = logs.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0]
  return newest === undefined ? '' : readFileSync(newest, 'utf8')
}

/** `duration: 0.1 ms  plan:` is followed by JSON whose lines are indented by a tab. */
function plansIn(log: string): { text: string; plan: Plan }[] {
  return [...log.matchAll(/plan:\n((?:\t.*\n)+)/g)].map(([, json = '']) => {
    const { Plan: plan, 'Query Text': text } = JSON.parse(json) as { Plan: Plan; 'Query Text': string }
    return { text, plan }
  })
}

function rowsOf(plan: Plan): number {
  const isScan =
    plan['Node Type'].endsWith('Scan') && !/^(Subquery|CTE|Function|Bitmap Index)/.test(plan['Node Type'])
  const loops = plan['Actual Loops'] ?? 0
  const own = isScan ? ((plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0)) * loops : 0
  return own + (plan.Plans ?? []).reduce((sum, inner) => sum + rowsOf(inner), 0)
}
