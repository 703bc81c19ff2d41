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
    const incoming = path.join(folder, 'incoming')
    await mkdir(incoming, { recursive: true, mode: 0o700 })
    const draft = path.join(incoming, randomUUID())
    const hash = createHash('sha256')
    let bytes = 0
    try {
      const file = await open(draft, 'wx', 0o600)
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
      await mkdir(path.dirname(place), { recursive: true, mode: 0o700 })
      await rename(draft, place)
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
