import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export const testServerFolder = path.resolve(import.meta.dirname, '../../.cache/test-postgres')
export const testServerUrlFile = path.join(testServerFolder, 'url')

/**
 * The server for test files that are run by hand: the one that runs already, else a new one in the
 * background, which ends by itself after some minutes without use.
 * @returns the owner's URL
 */
export async function findTestServer(): Promise<string> {
  const giveUpAt = performance.now() + 60_000
  let started = false
  while (performance.now() < giveUpAt) {
    const url = readUrl()
    if (url && (await answers(url))) return url
    if (!started) startKeeper()
    started = true
    await sleep(100)
  }
  throw new Error('The PostgreSQL for tests did not start: see .cache/test-postgres.log.')
}

/** Of several that start together one gets the folder's lock; the others end. */
function startKeeper(): void {
  const keeper = path.join(import.meta.dirname, 'keep-test-server.ts')
  spawn(process.execPath, ['--disable-warning=ExperimentalWarning', keeper], {
    detached: true,
    stdio: 'ignore',
  }).unref()
}

function readUrl(): string | undefined {
  try {
    return readFileSync(testServerUrlFile, 'utf8')
  } catch {
    return undefined
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
