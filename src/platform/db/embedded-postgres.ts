import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type DatabaseBinaries, findDatabaseBinaries } from './embedded-binaries.ts'
import { bootstrapDatabase, databaseName, ownerRole } from './embedded-bootstrap.ts'
import {
  type DatabaseFiles,
  databaseEnvironment,
  databaseFiles,
  ensureCluster,
  giveTo,
  writePrivately,
} from './embedded-cluster.ts'
import { stopLeftover, stopPostmaster } from './embedded-leftover.ts'
import { type DatabaseUser, chooseDatabaseUser, requireReachable } from './embedded-user.ts'

export type EmbeddedPostgres = {
  /** Connects as the owner of the database; migrations and the application role start from here. */
  ownerUrl: string
  /** The port on 127.0.0.1, kept from start to start while it is free. */
  port: number
  /** Ends open connections, writes everything to disk and stops. */
  stop(): Promise<void>
}

export type EmbeddedPostgresOptions = {
  /** The database's own folder; made when missing. Its parent is the data folder, whose lock the caller holds. */
  folder: string
  /** Receives a sentence for whoever runs the product. */
  log: (sentence: string) => void
  /** For tests: the owner may create databases, and nothing waits for the disk. */
  forTests?: boolean
}

/**
 * Runs PostgreSQL beside the product: makes its files on the first start, stops the one that a killed
 * predecessor left behind, and starts it again should it ever end by itself (SPEC 12.1).
 * @throws Error with one sentence that says what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, forTests = false } = options
  const files = databaseFiles(path.resolve(options.folder))
  const binaries = findDatabaseBinaries()
  const user = chooseDatabaseUser(files.folder)
  const dataFolder = path.dirname(files.folder)
  mkdirSync(dataFolder, { recursive: true })
  requireReachable(user, path.dirname(binaries.postgres))
  requireReachable(user, dataFolder, dataFolder)
  if (!existsSync(files.cluster)) log('Creating the database (once)…')
  await ensureCluster(files, binaries, user)
  if (await stopLeftover(files.cluster)) log('Stopped the database that the last run left behind.')

  const port = await chooseFreePort(files, user)
  const launchAgain = () => launch(files, binaries, user, port, forTests)
  let server = await launchAgain()
  let stopping = false
  superviseUntil(() => stopping)
  await bootstrapDatabase(files, port, forTests)
  const ownerPassword = readFileSync(files.ownerPassword, 'utf8')
  return {
    ownerUrl: `postgres://${ownerRole}:${ownerPassword}@127.0.0.1:${port}/${databaseName}`,
    port,
    async stop() {
      stopping = true
      if (server.pid) await stopPostmaster(server.pid, () => hasEnded(server))
    },
  }

  /** PostgreSQL mends its own crashed sessions; this is for a postmaster that was killed from outside. */
  function superviseUntil(isStopping: () => boolean): void {
    server.once('exit', async () => {
      if (isStopping()) return
      log('The database ended unexpectedly; starting it again.')
      await stopLeftover(files.cluster)
      while (!isStopping()) {
        try {
          server = await launchAgain()
          superviseUntil(isStopping)
          return
        } catch (error) {
          log(error instanceof Error ? error.message : String(error))
          await sleep(2_000)
        }
      }
    })
  }
}

/** A free port on the loopback interface, the last one where possible, so that tools can be pointed at it. */
async function chooseFreePort(files: DatabaseFiles, user: DatabaseUser): Promise<number> {
  const last = existsSync(files.port) ? Number(readFileSync(files.port, 'utf8')) : 0
  const port = (await freePort(last)) ?? (await freePort(0))
  if (port === undefined) throw new Error('No free port on 127.0.0.1 was found for the database.')
  if (port !== last) writePrivately(files.port, String(port), user)
  return port
}

function freePort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(undefined))
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined))
    })
  })
}

/** Starts the server and waits until it takes connections. It has a group of its own: Ctrl-C is not meant for it. */
async function launch(
  files: DatabaseFiles,
  binaries: DatabaseBinaries,
  user: DatabaseUser,
  port: number,
  forTests: boolean,
): Promise<ChildProcess> {
  const startLog = openSync(files.startLog, 'w', 0o600)
  giveTo(files.startLog, user)
  const settings = serverSettings(port, forTests).flatMap((setting) => ['-c', setting])
  const server = spawn(binaries.postgres, ['-D', files.cluster, ...settings], {
    uid: user.uid,
    gid: user.gid,
    cwd: files.folder,
    env: databaseEnvironment,
    detached: true,
    stdio: ['ignore', startLog, startLog],
  })
  closeSync(startLog)
  let failure: Error | undefined
  server.on('error', (error) => (failure = error))
  while (!isReady(files.cluster)) {
    if (failure) throw failure
    if (hasEnded(server)) {
      const reason = readFileSync(files.startLog, 'utf8').trim()
      throw new Error(`PostgreSQL did not start. It says:\n${reason}`)
    }
    await sleep(10)
  }
  return server
}

/** The last line of PostgreSQL's mark says how far it is. */
function isReady(cluster: string): boolean {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

/** Sized for one machine that also runs the product. `fsync` stays on: an acknowledged case is on the disk. */
function serverSettings(port: number, forTests: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=100',
    'shared_buffers=256MB',
    'max_wal_size=1GB',
    'random_page_cost=1.1',
    'jit=off',
    // Parallel plans cost short queries more than they save, and need more shared memory than containers have.
    'max_parallel_workers_per_gather=0',
    'timezone=UTC',
    'log_timezone=UTC',
    // One file a weekday, overwritten a week later.
    'logging_collector=on',
    'log_directory=log',
    'log_filename=postgres-%a.log',
    'log_truncate_on_rotation=on',
    'log_rotation_age=1d',
  ]
  if (forTests) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  return settings
}
