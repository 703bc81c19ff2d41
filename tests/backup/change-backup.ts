import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import type { CheckedBackup } from '#platform/backup/check-backup.ts'
import { sealed } from '#platform/backup/seal.ts'
import { tarEnd, tarMember } from '#platform/backup/tar.ts'

/** Writes a backup again with other content, and an honest seal: what somebody can do, and a bad disk cannot. */
export async function changeBackup(
  backup: CheckedBackup,
  target: string,
  change: (name: string, content: Buffer) => Buffer | undefined,
): Promise<void> {
  async function* members() {
    for await (const { name, content } of backup.members()) {
      const changed = change(name, Buffer.concat(await Array.fromAsync(content)))
      if (changed !== undefined) yield* tarMember(name, changed.length, [changed])
    }
    yield tarEnd()
  }
  const source = Readable.from(members(), { objectMode: false })
  await pipeline(source, createZstdCompress(), sealed, createWriteStream(target))
}
