// node scripts/run.mjs scripts/test.mjs [FILE or GLOB…]: the tests, on one PostgreSQL that lives as long as they do.
import { spawn } from 'node:child_process'
import { globSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { DataFolderInUse, lockDataFolder } from '../src/platform/db/data-folder-lock.ts'
import { stopLeftover } from '../src/platform/db/embedded-leftover.ts'
import { startEmbeddedPostgres } from '../src/platform/db/embedded-postgres.ts'
import { watchParent } from '../src/platform/watch-parent.ts'
import { projectFolder } from './node-binary.mjs'

const runPrefix = `fourline-test-${process.getuid?.() ?? 0}-`
const patterns = process.argv.slice(2)
const files = patterns.length > 0 ? patterns : ['src/**/*.test.ts', 'tests/**/*.test.ts']

process.exitCode = await main()

async function main() {
  await clearAbandonedRuns()
  const folder = path.join(tmpdir(), `${runPrefix}${process.pid}`)
  const lock = lockDataFolder(folder, 'a test run')
  mkdirSync(path.join(folder, 'tmp'), { mode: 0o711 })
  try {
    const database = await startEmbeddedPostgres({
      folder: path.join(folder, 'postgres'),
      log,
      forTests: true,
    })
    try {
      return await runTests(database.ownerUrl, path.join(folder, 'tmp'))
    } finally {
      await database.stop()
    }
  } finally {
    await clear(folder, lock)
  }
}

/** Resolves with the exit code; a signal stops the tests first and the database after them. */
function runTests(databaseUrl, temporaryFolder) {
  // Tests wait for browsers, servers and clocks much of the time.
  const concurrency = availableParallelism() + 1
  const args = [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-timeout=300000',
    '--test-reporter=spec',
  ]
  args.push(`--test-concurrency=${concurrency}`, ...files)
  const env = {
    ...process.env,
    NODE_ENV: 'test',
    FOURLINE_TEST_DATABASE_URL: databaseUrl,
    TMPDIR: temporaryFolder,
    // Most test files, and each product that they start, load the same modules.
    NODE_COMPILE_CACHE: path.join(temporaryFolder, 'compiled'),
  }
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
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(runPrefix))) {
    const folder = path.join(tmpdir(), name)
    try {
      await clear(folder, lockDataFolder(folder, 'clearing up'))
    } catch (error) {
      if (!(error instanceof DataFolderInUse)) log(`${folder} could not be cleared: ${error.message}`)
    }
  }
}

/** Tests that start a database of their own and are interrupted leave it running below the run's folder. */
async function clear(folder, lock) {
  for (const mark of globSync('**/postmaster.pid', { cwd: folder })) {
    await stopLeftover(path.join(folder, path.dirname(mark)))
  }
  lock.release()
  rmSync(folder, { recursive: true, force: true })
}

function log(sentence) {
  process.stderr.write(`${sentence}\n`)
}
