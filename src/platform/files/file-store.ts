import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
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
}

export function openLocalFileStore(folder: string): FileStore {
  const placeOf = (sha256: string) => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('A file is named by its SHA-256')
    return path.join(folder, sha256.slice(0, 2), sha256)
  }

  async function put(content: AsyncIterable<Uint8Array>, limit: number): Promise<StoredFile> {
    const draft = path.join(folder, 'incoming', randomUUID())
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
      await within(path.dirname(place), () => rename(draft, place))
      await syncFolder(path.dirname(place))
      return { sha256, bytes }
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
  }

  return {
    put,
    read: (sha256, bytes) => createReadStream(placeOf(sha256), bytes === undefined ? {} : { end: bytes - 1 }),
    size: async (sha256) => (await stat(placeOf(sha256))).size,
  }
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
