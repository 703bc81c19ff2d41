import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { FourlineError } from '#platform/errors.ts'

/**
 * The end of a backup: a frame that readers of zstd skip, with the SHA-256 of every byte before it. Without it
 * a backup is not whole; with it, no byte is another than the one that was written.
 */
const frame = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 32, 0, 0, 0])
export const sealBytes = frame.length + 32

export function sealOf(hash: Hash): Buffer {
  return Buffer.concat([frame, hash.digest()])
}

/** Passes bytes on and ends them with their seal. */
export async function* sealed(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256')
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
  yield sealOf(hash)
}

/**
 * Makes sure that a file is a backup with every byte as it was written; returns the length of what is sealed.
 * Throws `damaged_backup` with a sentence.
 */
export async function checkSeal(file: string, progress: (sentence: string) => void): Promise<number> {
  const { size } = await stat(file)
  const length = size - sealBytes
  const seal = await readEnd(file, length)
  if (length <= 0 || !seal.subarray(0, frame.length).equals(frame))
    throw damaged(file, 'it does not end as a backup does: it is cut off, or something else')
  const hash = createHash('sha256')
  let read = 0
  for await (const chunk of createReadStream(file, { end: length - 1, highWaterMark: 1_048_576 })) {
    hash.update(chunk)
    read += chunk.length
    progress(`Checking ${Math.floor((read / length) * 100)} % of ${file}`)
  }
  if (!sealOf(hash).equals(seal)) throw damaged(file, 'its bytes are not those that were written')
  return length
}

async function readEnd(file: string, from: number): Promise<Buffer> {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(sealBytes), 0, sealBytes, Math.max(0, from))
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

export function damaged(file: string, reason: string): FourlineError {
  return new FourlineError(
    'unprocessable',
    'damaged_backup',
    `${file} cannot be used: ${reason}. Nothing was changed.`,
  )
}
