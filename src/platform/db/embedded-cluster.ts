import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import type { DatabaseBinaries } from './embedded-binaries.ts'
import type { DatabaseUser } from './embedded-user.ts'
import { CannotStart } from '#platform/errors.ts'

/** The files of one embedded database. All of them belong to the user PostgreSQL runs as, closed to others. */
export type DatabaseFiles = {
  folder: string
  cluster: string
  superuserPassword: string
  ownerPassword: string
  port: string
  startLog: string
}

export function databaseFiles(folder: string): DatabaseFiles {
  return {
    folder,
    cluster: path.join(folder, 'cluster'),
    superuserPassword: path.join(folder, 'superuser-password'),
    ownerPassword: path.join(folder, 'owner-password'),
    port: path.join(folder, 'port'),
    startLog: path.join(folder, 'start.log'),
  }
}

/** The environment of PostgreSQL's programs: none of ours, so that no secret and no PG… setting slips in. */
export const databaseEnvironment: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' }

/**
 * Creates the cluster unless there is one: checksums, UTF-8, sorting the same on every machine, passwords by
 * SCRAM. A cluster appears under its name only when it is complete.
 */
export async function ensureCluster(files: DatabaseFiles, binaries: DatabaseBinaries, user: DatabaseUser) {
  makeFolder(files.folder, user)
  if (existsSync(files.cluster)) return requireSameVersion(files.cluster)
  const unfinished = `${files.cluster}.new`
  rmSync(unfinished, { recursive: true, force: true })
  for (const file of [files.superuserPassword, files.ownerPassword]) {
    writePrivately(file, randomBytes(24).toString('base64url'), user)
  }
  await runInitdb(files, binaries, user, unfinished)
  renameSync(unfinished, files.cluster)
}

function runInitdb(files: DatabaseFiles, binaries: DatabaseBinaries, user: DatabaseUser, cluster: string) {
  const args = ['--pgdata', cluster, '--username', 'postgres', '--pwfile', files.superuserPassword]
  args.push('--auth', 'scram-sha-256', '--data-checksums', '--encoding', 'UTF8', '--locale', 'C')
  args.push('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--text-search-config', 'english')
  return new Promise<void>((resolve, reject) => {
    const { uid, gid } = user
    const child = spawn(binaries.initdb, args, { uid, gid, cwd: files.folder, env: databaseEnvironment })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new CannotStart(`PostgreSQL could not create its files in ${files.folder}:\n${output.trim()}`))
    })
  })
}

function requireSameVersion(cluster: string): void {
  const major = readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (major === '18') return
  throw new CannotStart(
    `The database in ${cluster} was made by PostgreSQL ${major}, and this Fourline brings PostgreSQL 18.`,
  )
}

function makeFolder(folder: string, user: DatabaseUser): void {
  mkdirSync(folder, { recursive: true })
  giveTo(folder, user)
  chmodSync(folder, 0o700)
}

/** Writes a file that only PostgreSQL's user, and root, can read. */
export function writePrivately(file: string, text: string, user: DatabaseUser): void {
  rmSync(file, { force: true })
  writeFileSync(file, text, { mode: 0o600, flag: 'wx' })
  giveTo(file, user)
}

export function giveTo(file: string, user: DatabaseUser): void {
  if (user.uid !== undefined && user.gid !== undefined) chownSync(file, user.uid, user.gid)
}
