// Keeps one PostgreSQL for test files that are run by hand, and ends when nobody has used it for a while.
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { lockDataFolder } from '#platform/db/data-folder-lock.ts'
import { stopLeftover } from '#platform/db/embedded-leftover.ts'
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts'
import { testServerFolder, testServerUrlFile } from './test-server.ts'

const checkEveryMs = 10_000
const quietChecksUntilEnd = 60

let stopAsked = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (stopAsked = true))

mkdirSync(path.dirname(testServerFolder), { recursive: true })
try {
  await keepServer()
} catch (error) {
  log(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
}

async function keepServer(): Promise<void> {
  const lock = lockDataFolder(testServerFolder, 'tests run by hand')
  const postgresFolder = path.join(testServerFolder, 'postgres')
  await stopLeftover(path.join(postgresFolder, 'cluster'))
  rmSync(testServerUrlFile, { force: true })
  rmSync(postgresFolder, { recursive: true, force: true })
  const database = await startEmbeddedPostgres({ folder: postgresFolder, log, forTests: true })
  writeFileSync(`${testServerUrlFile}.new`, database.ownerUrl, { mode: 0o600 })
  renameSync(`${testServerUrlFile}.new`, testServerUrlFile)
  await untilQuiet(database.ownerUrl)
  rmSync(testServerUrlFile, { force: true })
  await database.stop()
  lock.release()
}

async function untilQuiet(ownerUrl: string): Promise<void> {
  for (let quietChecks = 0; quietChecks < quietChecksUntilEnd && !stopAsked;) {
    await sleep(checkEveryMs)
    quietChecks = (await isUsed(ownerUrl)) ? 0 : quietChecks + 1
  }
}

async function isUsed(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client(ownerUrl)
  try {
    await client.connect()
    const others = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`
    const used = (await client.query(others)).rowCount !== 0
    await client.end()
    return used
  } catch {
    return false
  }
}

function log(sentence: string): void {
  appendFileSync(`${testServerFolder}.log`, `${new Date().toISOString()} ${sentence}\n`)
}
