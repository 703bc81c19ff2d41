import type pg from 'pg'
import { fileHashesQuery } from '#platform/backup/read-catalog.ts'
import type { Context } from '#platform/context.ts'

const hoursKept = 24
const atATime = 5_000

/**
 * Removes the bytes of files that no row names any more and that were stored over a day ago; resolves to how many. Bytes
 * are stored before the row that names them is committed, which takes seconds.
 * @param pool the owner's: a row that a policy would hold back would have its file removed
 */
export async function removeUnnamedFiles({ files, now }: Context, pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(`begin isolation level repeatable read, read only; set local row_security = off`)
    return await files.removeUnnamed(namedFiles(client), new Date(now.getTime() - hoursKept * 3_600_000))
  } finally {
    await client.query('rollback').catch(() => undefined)
    client.release()
  }
}

/** In the order of their hashes. */
async function* namedFiles(client: pg.PoolClient): AsyncGenerator<string> {
  await client.query(`declare named cursor for ${await fileHashesQuery(client)}`)
  for (;;) {
    const { rows } = await client.query<{ sha256: string }>(`fetch ${atATime} from named`)
    if (rows.length === 0) return
    for (const { sha256 } of rows) yield sha256
  }
}
