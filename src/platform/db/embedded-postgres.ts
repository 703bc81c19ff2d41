import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { findDatabaseBinaries } from './embedded-binaries.ts'
import { bootstrapDatabase, databaseName, ownerRole } from './embedded-bootstrap.ts'
import { type DatabaseFiles, databaseFiles, ensureCluster, writePrivately } from './embedded-cluster.ts'
import { stopLeftover, stopPostmaster } from './embedded-leftover.ts'
import { hasEnded, launchServer } from './embedded-server.ts'
import { type DatabaseUser, chooseDatabaseUser, requireReachable } from './embedded-user.ts'
import { CannotStart } from '#platform/errors.ts'

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
  const launch = () => launchServer({ files, binaries, user, port, forTests })
  const supervised = supervise(files, await launch(), launch, log)
  try {
    await bootstrapDatabase(files, port, forTests)
  } catch (error) {
    await supervised.stop()
    throw error
  }
  const ownerPassword = readFileSync(files.ownerPassword, 'utf8')
  const ownerUrl = `postgres://${ownerRole}:${ownerPassword}@127.0.0.1:${port}/${databaseName}`
  return { ownerUrl, port, stop: supervised.stop }
}

/** PostgreSQL mends its own crashed sessions; this is for a server that was killed from outside. */
function supervise(
  files: DatabaseFiles,
  first: ChildProcess,
  launch: () => Promise<ChildProcess>,
  log: (sentence: string) => void,
): { stop: () => Promise<void> } {
  let server = first
  let isStopping = false
  let restarting = Promise.resolve()
  const watch = () =>
    server.once('exit', () => {
      if (!isStopping) restarting = restart()
    })
  const restart = async () => {
    log('The database ended unexpectedly; starting it again.')
    while (!isStopping) {
      try {
        await stopLeftover(files.cluster)
        server = await launch()
        watch()
        return
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await sleep(2_000)
      }
    }
  }
  watch()
  return {
    async stop() {
      isStopping = true
      await restarting
      if (server.pid && !hasEnded(server)) await stopPostmaster(server.pid, () => hasEnded(server))
    },
  }
}

/** A free port on the loopback interface, the last one where possible, so that tools can be pointed at it. */
async function chooseFreePort(files: DatabaseFiles, user: DatabaseUser): Promise<number> {
  const last = existsSync(files.port) ? Number(readFileSync(files.port, 'utf8')) : 0
  const port = (await freePort(last)) ?? (await freePort(0))
  if (port === undefined) throw new CannotStart('No free port on 127.0.0.1 was found for the database.')
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
