import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress } from 'node:zlib'
import pg from 'pg'
import type { FileStore } from '#platform/files/file-store.ts'
import { copyOut } from './copy-rows.ts'
import type { Manifest, TableContent } from './manifest.ts'
import type { Progress } from './progress.ts'
import {
  fileHashesQuery,
  readMigrations,
  readQueueMigration,
  readSequences,
  readTables,
  type TableShape,
} from './read-catalog.ts'
import { sealed } from './seal.ts'
import { tarEnd, tarMember } from './tar.ts'

/** What a backup is made of, and what a restore fills. */
export type Place = {
  /** The owner's connection: row-level security would hold rows back from any other. */
  ownerUrl: string
  files: FileStore
  /** Its `*.secret` files are part of the backup. */
  dataFolder: string
}

/**
 * Writes everything to `target`, in constant memory and from one snapshot of the database, while others go on
 * working. Bytes of files are stored before the rows that name them, so the snapshot's files are all there.
 * @param target a path, which appears when it is whole and readable by its owner only; or a stream
 * @returns the manifest; `missing` names files that could not be read and are left out
 */
export async function writeBackup(
  place: Place,
  target: string | Writable,
  now: Date,
  progress: Progress,
): Promise<Manifest> {
  const client = new pg.Client({ connectionString: place.ownerUrl, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    // A row that a policy would hold back is an error, never left out in silence.
    await client.query(
      `begin isolation level repeatable read, read only; set local row_security = off;
       set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local statement_timeout = 0;
       set local idle_in_transaction_session_timeout = 0`,
    )
    const content: Manifest = await beginManifest(client, now)
    const members = () => Readable.from(writeMembers(client, place, content, progress), { objectMode: false })
    if (typeof target !== 'string') await pipeline(members(), createZstdCompress(), sealed, target)
    else await writeWhole(target, (draft) => pipeline(members(), createZstdCompress(), sealed, draft))
    return content
  } finally {
    await client.end()
  }
}

async function writeWhole(file: string, write: (draft: Writable) => Promise<void>): Promise<void> {
  const draft = `${file}.part`
  await rm(draft, { force: true })
  try {
    await write(createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function beginManifest(client: pg.Client, now: Date): Promise<Manifest> {
  return {
    format: 1,
    madeAt: now.toISOString(),
    migrations: await readMigrations(client),
    queueMigration: await readQueueMigration(client),
    tables: [],
    sequences: [],
    files: { count: 0, bytes: 0, sha256: '' },
    missing: [],
    secrets: [],
  }
}

async function* writeMembers(client: pg.Client, place: Place, content: Manifest, progress: Progress) {
  for (const table of await readTables(client)) {
    content.tables.push(yield* writeTable(client, table, progress))
  }
  // Sequences stand outside of snapshots: read last, they are past every number that a row has.
  content.sequences = await readSequences(client)
  yield* writeFiles(client, place.files, content, progress)
  for (const name of (await readdir(place.dataFolder)).filter((one) => /^[a-z0-9-]+\.secret$/.test(one))) {
    const bytes = await readFile(path.join(place.dataFolder, name))
    content.secrets.push({ name, sha256: createHash('sha256').update(bytes).digest('hex') })
    yield* tarMember(`secrets/${name}`, bytes.length, [bytes])
  }
  const bytes = Buffer.from(`${JSON.stringify(content, null, 2)}\n`)
  yield* tarMember('manifest.json', bytes.length, [bytes])
  yield tarEnd()
}

async function* writeTable(client: pg.Client, { name, columns }: TableShape, progress: Progress) {
  const hash = createHash('sha256')
  const done: TableContent = { name, columns, rows: 0, sha256: '' }
  let part = 0
  // A query, since a plain COPY of a table would leave generated columns to chance.
  const statement = `copy (select ${columns.join(', ')} from ${name}) to stdout`
  for await (const { rows, bytes } of copyOut(client, statement)) {
    hash.update(bytes)
    done.rows += rows
    part += 1
    yield* tarMember(`tables/${name}/${String(part).padStart(6, '0')}.copy`, bytes.length, [bytes])
    progress(`Saving ${name}, ${done.rows} rows`)
  }
  return { ...done, sha256: hash.digest('hex') }
}

async function* writeFiles(client: pg.Client, files: FileStore, content: Manifest, progress: Progress) {
  const list = createHash('sha256')
  await client.query(`declare stored cursor for ${await fileHashesQuery(client)}`)
  for (;;) {
    const { rows } = await client.query<{ sha256: string }>('fetch 500 from stored')
    if (rows.length === 0) break
    for (const { sha256 } of rows) {
      // Read twice, so that one damaged file is named and left out instead of spoiling the backup.
      const size = await sizeOfSound(files, sha256)
      if (size === undefined) {
        content.missing.push(sha256)
        continue
      }
      list.update(`${sha256}\n`)
      content.files.count += 1
      content.files.bytes += size
      yield* tarMember(`files/${sha256}`, size, files.read(sha256))
      progress(`Saving files, ${content.files.count} so far`)
    }
  }
  content.files.sha256 = list.digest('hex')
}

/** The size of a stored file whose bytes are those of its name; undefined where they are not, or are gone. */
export async function sizeOfSound(files: FileStore, sha256: string): Promise<number | undefined> {
  const hash = createHash('sha256')
  let size = 0
  try {
    for await (const chunk of files.read(sha256)) {
      hash.update(chunk)
      size += chunk.length
    }
  } catch {
    return undefined
  }
  return hash.digest('hex') === sha256 ? size : undefined
}
