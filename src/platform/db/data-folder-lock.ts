import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { CannotStart } from '#platform/errors.ts'

export type DataFolderLock = { release(): void }

/** Another process owns the data folder. The message is a sentence for whoever started the second one. */
export class DataFolderInUse extends CannotStart {
  override name = 'DataFolderInUse'
}

/** A lock that nobody refers to any more would be collected, and with it released. */
const held = new Set<DatabaseSync>()

/**
 * Makes this process the only owner of a data folder, before anything in it is touched.
 *
 * The lock is the operating system's, by way of an empty SQLite file: it ends with the process however that
 * ends, so that nothing is left to clean up after a kill, and it holds between containers that share a disk,
 * where process numbers mean nothing. Nothing else in the process may open `lock.sqlite`: the operating system
 * would end the lock when that is closed.
 *
 * @param folder made when missing, closed to other users
 * @param address where the product is reached, for the sentence that refuses a second start
 * @throws DataFolderInUse while another process owns it
 */
export function lockDataFolder(folder: string, address: string): DataFolderLock {
  const full = path.resolve(folder)
  makePrivateFolder(full)
  const lock = open(full)
  try {
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    throw refusal(full, error)
  }
  held.add(lock)
  const owner = path.join(full, 'owner.json')
  writeFileSync(owner, JSON.stringify({ pid: process.pid, address }), { mode: 0o600 })
  return {
    release() {
      if (!held.delete(lock)) return
      rmSync(owner, { force: true })
      lock.close()
    },
  }
}

/** Where root starts the product, PostgreSQL runs as another user and passes through. */
function makePrivateFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw notWritable(folder, error)
  }
}

function open(folder: string): DatabaseSync {
  const file = path.join(folder, 'lock.sqlite')
  try {
    requireWritable(file)
    return new DatabaseSync(file)
  } catch (error) {
    throw notWritable(folder, error)
  }
}

/**
 * SQLite opens a read-only file as well, and then locks nothing. An existing file is only asked about:
 * opening it here and closing it would end a lock that this process holds.
 */
function requireWritable(file: string): void {
  if (existsSync(file)) accessSync(file, constants.W_OK)
  else closeSync(openSync(file, 'a', 0o600))
}

function refusal(folder: string, error: unknown): Error {
  if (!messageOf(error).includes('locked')) return notWritable(folder, error)
  return new DataFolderInUse(
    `Fourline is already running on ${folder}${describeOwner(folder)}. ` +
      'Stop it first, or set FOURLINE_DATA to another folder.',
  )
}

function notWritable(folder: string, error: unknown): Error {
  const reason = messageOf(error)
  return new CannotStart(
    `The data folder ${folder} cannot be written by this user (${reason}): ` +
      'start Fourline as the user it belongs to, or set FOURLINE_DATA to another folder.',
    { cause: error },
  )
}

function describeOwner(folder: string): string {
  try {
    const { pid, address } = JSON.parse(readFileSync(path.join(folder, 'owner.json'), 'utf8'))
    return ` (process ${pid}, ${address})`
  } catch {
    return ''
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
