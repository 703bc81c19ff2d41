import type pg from 'pg'
import { fileHashesQuery } from '#platform/backup/read-catalog.ts'
import { sizeOfSound } from '#platform/backup/write-backup.ts'
import type { FileStore } from '#platform/files/file-store.ts'
import { fail, type Finding, look, ok, warn } from './finding.ts'

/** `isRunning`: the product works on this database at the moment, here or elsewhere. */
export type Work = {
  client: pg.Client
  files: FileStore
  isRunning: boolean
  everyFile: boolean
  isLocal: boolean
}

/** What the product has to do, and whether it gets done: jobs, due times, mail, files; and the demo. */
export async function checkWork(work: Work): Promise<Finding[]> {
  const checks: [string, (work: Work) => Promise<Finding[]>][] = [
    ['Jobs', checkJobs],
    ['Due times', checkDueTimes],
    ['Outgoing mail', checkOutgoing],
    ['Incoming mail', checkIncoming],
    ['Files', checkFiles],
    ['Demo', checkDemo],
  ]
  const findings: Finding[] = []
  for (const [name, check] of checks)
    findings.push(...(await look(name, 'Look at what the database says.', () => check(work))))
  return findings
}

type Waiting = { n: number; minutes: number }

async function count(client: pg.Client, text: string): Promise<Waiting> {
  const { rows } = await client.query<Waiting>(text)
  return rows[0] ?? { n: 0, minutes: 0 }
}

const oldest = (column: string) =>
  `count(*)::int as n, coalesce(extract(epoch from now() - min(${column})) / 60, 0)::float8 as minutes`
const minutes = (waiting: Waiting) => `${Math.round(waiting.minutes)} min`
const start = 'Start the product: it does what waits.'

async function checkJobs({ client, isRunning }: Work): Promise<Finding[]> {
  const jobs = 'graphile_worker._private_jobs'
  const failed = await count(
    client,
    `select ${oldest('run_at')} from ${jobs} where attempts >= max_attempts and locked_at is null`,
  )
  const waiting = await count(
    client,
    `select ${oldest('run_at')} from ${jobs} where attempts < max_attempts and run_at < now() and locked_at is null`,
  )
  const findings: Finding[] = []
  if (failed.n > 0)
    findings.push(
      warn(
        'Jobs',
        `${failed.n} given up`,
        'Read last_error in graphile_worker.jobs; mend the cause and add them again.',
      ),
    )
  if (waiting.minutes > 1) {
    const found = `${waiting.n} wait, the oldest for ${minutes(waiting)}`
    findings.push(
      isRunning
        ? fail('Jobs', found, 'Read the log of the product; start it again.')
        : warn('Jobs', found, start),
    )
  }
  return findings.length > 0 ? findings : [ok('Jobs', `${waiting.n} waiting, none given up`)]
}

async function checkDueTimes({ client, isRunning }: Work): Promise<Finding[]> {
  const late = await count(
    client,
    `select ${oldest('due_at')} from clocks
     where stopped_at is null and fired_at is null and due_at < now() - interval '15 seconds'`,
  )
  if (late.n === 0) return [ok('Due times', 'each was acted on')]
  const found = `${late.n} passed without being acted on, the first ${minutes(late)} ago`
  return [
    isRunning
      ? fail('Due times', found, 'Read the log of the product; start it again.')
      : warn('Due times', found, start),
  ]
}

async function checkOutgoing({ client, isRunning }: Work): Promise<Finding[]> {
  const failed = await count(
    client,
    `select ${oldest('queued_at')} from outgoing_mail where state = 'failed'`,
  )
  const waiting = await count(
    client,
    `select ${oldest('queued_at')} from outgoing_mail where state = 'queued'`,
  )
  const findings: Finding[] = []
  if (failed.n > 0)
    findings.push(
      warn(
        'Outgoing mail',
        `${failed.n} could not be sent`,
        'Read why on the outgoing-mail page of the desk.',
      ),
    )
  if (waiting.minutes > 10) {
    const found = `${waiting.n} wait, the oldest for ${minutes(waiting)}`
    findings.push(
      isRunning
        ? fail('Outgoing mail', found, 'Look at the mail server of SMTP_URL.')
        : warn('Outgoing mail', found, start),
    )
  }
  return findings.length > 0 ? findings : [ok('Outgoing mail', `${waiting.n} waiting, none failed`)]
}

async function checkIncoming({ client, isRunning }: Work): Promise<Finding[]> {
  const stored = await count(
    client,
    `select ${oldest('received_at')} from inbound_mail where state = 'stored'`,
  )
  if (stored.minutes <= 10) return [ok('Incoming mail', `${stored.n} waiting to be placed`)]
  const found = `${stored.n} not placed, the oldest for ${minutes(stored)}`
  return [
    isRunning
      ? warn('Incoming mail', found, 'Read the log of the product.')
      : warn('Incoming mail', found, start),
  ]
}

const sample = 200

async function checkFiles({ client, files, everyFile }: Work): Promise<Finding[]> {
  const query = await fileHashesQuery(client)
  // In the order of their hashes, which is no order: the first ones are a fair sample.
  const { rows } = await client.query<{ sha256: string }>(everyFile ? query : `${query} limit ${sample}`)
  const lost: string[] = []
  for (const { sha256 } of rows) {
    const size = everyFile
      ? await sizeOfSound(files, sha256)
      : await files.size(sha256).catch(() => undefined)
    if (size === undefined) lost.push(sha256)
  }
  const looked = everyFile ? `all ${rows.length} read` : `${rows.length} looked for`
  if (lost.length === 0) return [ok('Files', `${looked}, none missing`)]
  const names = lost.slice(0, 5).join(', ')
  return [
    fail(
      'Files',
      `${lost.length} of ${rows.length} missing or damaged (${names})`,
      'Bring them back from a backup into the data folder.',
    ),
  ]
}

async function checkDemo({ client, isLocal }: Work): Promise<Finding[]> {
  const { rows } = await client.query<{ is_demo: boolean }>('select is_demo from vendor')
  if (rows[0] === undefined)
    return [warn('Demo', 'there is no vendor yet', 'Create the first admin: fourline user create.')]
  if (!rows[0].is_demo) return [ok('Demo', 'none: this is a real installation')]
  if (isLocal) return [ok('Demo', 'present, and open to this machine only')]
  return [
    fail(
      'Demo',
      'present on a host that others can reach',
      'fourline demo --remove --email ADDRESS --password PASSWORD',
    ),
  ]
}
