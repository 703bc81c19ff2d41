// node scripts/run.mjs scripts/test.mjs [FILE or GLOB…]: the tests, on one PostgreSQL that lives as long as they do.
import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { DataFolderInUse, lockDataFolder } from '../src/platform/db/data-folder-lock.ts'
import { stopLeftover } from '../src/platform/db/embedded-leftover.ts'
import { startEmbeddedPostgres } from '../src/platform/db/embedded-postgres.ts'
import { watchParent } from '../src/platform/watch-parent.ts'
import { projectFolder } from './node-binary.mjs'

const cache = path.join(projectFolder, '.cache')
const patterns = process.argv.slice(2)
const files = patterns.length > 0 ? patterns : ['src/**/*.test.ts', 'tests/**/*.test.ts']

process.exitCode = await main()

async function main() {
  mkdirSync(cache, { recursive: true })
  await clearAbandonedRuns()
  const folder = path.join(cache, `test-run-${process.pid}`)
  const lock = lockDataFolder(folder, 'a test run')
  const database = await startEmbeddedPostgres({ folder: path.join(folder, 'postgres'), log, forTests: true })
  try {
    return await runTests(database.ownerUrl)
  } finally {
    await database.stop()
    lock.release()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Resolves with the exit code; a signal stops the tests first and the database after them. */
function runTests(databaseUrl) {
  const concurrency = Math.max(2, availableParallelism())
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-timeout=300000',
    '--test-reporter=spec',
  ]
  args.push(`--test-concurrency=${concurrency}`, ...files)
  const env = { ...process.env, NODE_ENV: 'test', FOURLINE_TEST_DATABASE_URL: databaseUrl }
  delete env.NODE_TEST_CONTEXT
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: projectFolder, stdio: 'inherit', env })
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
    watchParent(() => child.kill('SIGTERM'))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}

/** A run that was killed leaves its folder, and perhaps its database; one that still runs holds its lock. */
async function clearAbandonedRuns() {
  for (const name of readdirSync(cache).filter((entry) => entry.startsWith('test-run-'))) {
    const folder = path.join(cache, name)
    try {
      const lock = lockDataFolder(folder, 'clearing up')
      await stopLeftover(path.join(folder, 'postgres', 'cluster'))
      lock.release()
      rmSync(folder, { recursive: true, force: true })
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) log(`${folder} could not be cleared: ${error.message}`)
    }
  }
}

function log(sentence) {
  process.stderr.write(`${sentence}\n`)
}
