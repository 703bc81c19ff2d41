import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { FourlineError } from '#platform/errors.ts'

export type StoredFile = { sha256: string; bytes: number }

/** Where bytes lie, under their own hash: writing the same bytes twice stores them once. */
export type FileStore = {
  /**
   * Stores a stream durably: when this returns, the bytes and their name have reached the disk.
   * Throws `too_large` past `limit` bytes and leaves nothing behind.
   */
  put(content: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile>
  /** All of it, or its first `bytes`. */
  read(sha256: string, bytes?: number): Readable
  size(sha256: string): Promise<number>
  /**
   * Removes what was put before an instant and is not among `named`; resolves to how many.
   * @param named hashes in ascending order, read after the instant
   */
  removeUnnamed(named: AsyncIterable<string>, before: Date): Promise<number>
  /** Removes drafts begun before an instant: what was being written when a process ended. Resolves to how many. */
  removeDrafts(before: Date): Promise<number>
}

export function openLocalFileStore(folder: string): FileStore {
  const incoming = path.join(folder, 'incoming')
  const placeOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A file is named by its SHA-256')
    return path.join(folder, sha256.slice(0, 2), sha256)
  }

  async function put(content: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile> {
    const draft = path.join(incoming, randomUUID())
    const hash = createHash('sha256')
    let bytes = 0
    try {
      const file = await within(path.dirname(draft), () => open(draft, 'wx', 0o600))
      try {
        for await (const chunk of content) {
          bytes += chunk.length
          if (bytes > limit) throw tooLarge(limit)
          hash.update(chunk)
          await file.writeFile(chunk)
        }
        await file.sync()
      } finally {
        await file.close()
      }
      const sha256 = hash.digest('hex')
      const place = placeOf(sha256)
      // Known bytes are written anew: their age counts from now, see `removeUnnamed`.
      await within(path.dirname(place), () => rename(draft, place))
      await syncFolder(path.dirname(place))
      return { sha256, bytes }
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  async function removeUnnamed(named: AsyncIterable<string>, before: Date): Promise<number> {
    let removed = 0
    const hashes = named[Symbol.asyncIterator]()
    let next = await hashes.next()
    for (const prefix of (await namesIn(folder)).filter((name) => /^[0-9a-f]{2}$/.test(name)).toSorted()) {
      const kept = new Set<string>()
      for (; next.done !== true && next.value.slice(0, 2) <= prefix; next = await hashes.next())
        kept.add(next.value)
      for (const sha256 of await namesIn(path.join(folder, prefix))) {
        const isFile = /^[0-9a-f]{64}$/.test(sha256)
        if (isFile && !kept.has(sha256) && (await removeOld(placeOf(sha256), before))) removed += 1
      }
    }
    return removed
  }

  /** Somebody may be putting the same bytes: it is taken aside first, and put back if it is new after all. */
  async function removeOld(place: string, before: Date): Promise<boolean> {
    if ((await stat(place)).mtime >= before) return false
    const aside = path.join(incoming, randomUUID())
    await within(incoming, () => rename(place, aside))
    if ((await stat(aside)).mtime >= before) {
      await rename(aside, place)
      return false
    }
    await rm(aside)
    return true
  }

  async function removeDrafts(before: Date): Promise<number> {
    let removed = 0
    for (const name of await namesIn(incoming)) {
      const draft = path.join(incoming, name)
      const found = await stat(draft).catch(() => undefined)
      if (found === undefined || found.mtime >= before) continue
      await rm(draft, { force: true })
      removed += 1
    }
    return removed
  }

  return {
    put,
    removeUnnamed,
    removeDrafts,
    read: (sha256, bytes) => createReadStream(placeOf(sha256), bytes === undefined ? {} : { end: bytes - 1 }),
    size: async (sha256) => (await stat(placeOf(sha256))).size,
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return (await stat(folder).catch(() => undefined)) === undefined ? [] : readdir(folder)
}

/** Makes the folder only where it is missing: it is there for all but the first. */
async function within<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // That there is such a folder has to outlive a power cut too.
    await syncFolder(path.dirname(folder))
    return work()
  }
}

function tooLarge(limit: number): FourlineError {
  const megabytes = Math.round(limit / 1_000_000)
  return new FourlineError(
    'too_large',
    'file_too_large',
    `A file may be up to ${megabytes} MB. Nothing was stored.`,
  )
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
