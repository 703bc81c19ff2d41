import type pg from 'pg'
import { healthFacts } from '#app/health/domain/contract.ts'
import { fail, type Finding, look, ok, warn } from '#app/health/domain/finding.ts'
import { findingsOfWork } from '#app/health/domain/findings-of-work.ts'
import { fileHashesQuery } from '#platform/backup/read-catalog.ts'
import { sizeOfSound } from '#platform/backup/write-backup.ts'
import type { FileStore } from '#platform/files/file-store.ts'

/** `isRunning`: the product works on this database at the moment, here or elsewhere. */
export type Work = {
  client: pg.Client
  files: FileStore
  isRunning: boolean
  everyFile: boolean
  isLocal: boolean
  /** Mail leaves, by `SMTP_URL` or by what was entered. */
  hasRelay: boolean
}

/** What the product has to do, and whether it gets done: jobs, due times, mail, files; and the demo. */
export async function checkWork(work: Work): Promise<Finding[]> {
  const checks: [string, (work: Work) => Promise<Finding[]>][] = [
    ['Jobs', checkHealth],
    ['Files', checkFiles],
    ['Demo', checkDemo],
  ]
  const findings: Finding[] = []
  for (const [name, check] of checks)
    findings.push(...(await look(name, 'Look at what the database says.', () => check(work))))
  return findings
}

/** The same as on the health page of the console: jobs, due times, mail, webhooks, errors. */
async function checkHealth({ client, isRunning, hasRelay }: Work): Promise<Finding[]> {
  // What is asked of the database tells the vendor's side only.
  await client.query(`select set_config('fourline.scope', 'vendor', false)`)
  const { rows } = await client.query<{ health: unknown }>('select read_health() health')
  return findingsOfWork(healthFacts.parse(rows[0]?.health), { isRunning, hasRelay })
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
