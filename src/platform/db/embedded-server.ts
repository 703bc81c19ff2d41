import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DatabaseBinaries } from './embedded-binaries.ts'
import { type DatabaseFiles, databaseEnvironment, giveTo } from './embedded-cluster.ts'
import type { DatabaseUser } from './embedded-user.ts'
import { CannotStart } from '#platform/errors.ts'

export type ServerLaunch = {
  files: DatabaseFiles
  binaries: DatabaseBinaries
  user: DatabaseUser
  port: number
  forTests: boolean
}

/**
 * Starts the server and waits until it takes connections, however long it recovers before that. It has a
 * process group of its own: Ctrl-C is meant for the product, which then stops it in order.
 */
export async function launchServer({
  files,
  binaries,
  user,
  port,
  forTests,
}: ServerLaunch): Promise<ChildProcess> {
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
    if (hasEnded(server)) throw new CannotStart(`PostgreSQL did not start. It says:\n${lastWords(files)}`)
    await sleep(10)
  }
  return server
}

/** What it said before and after it opened its log file. */
function lastWords(files: DatabaseFiles): string {
  const atStart = readFileSync(files.startLog, 'utf8')
  const folder = path.join(files.cluster, 'log')
  try {
    const logs = readdirSync(folder).map((name) => path.join(folder, name))
    const newest = logs.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs)[0]
    return newest
      ? `${atStart}${readFileSync(newest, 'utf8').trimEnd().split('\n').slice(-5).join('\n')}`
      : atStart
  } catch {
    return atStart
  }
}

/** The last line of PostgreSQL's mark says how far it is. */
function isReady(cluster: string): boolean {
  try {
    return readFileSync(path.join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim() === 'ready'
  } catch {
    return false
  }
}

export function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

/** Sized for one machine that also runs the product. `fsync` stays on: an acknowledged case is on the disk. */
function serverSettings(port: number, forTests: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    `max_connections=${forTests ? 200 : 100}`,
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
