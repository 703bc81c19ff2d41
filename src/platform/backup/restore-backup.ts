import { createHash } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { migrateTo, migrationNames } from '#platform/db/migrate.ts'
import { conflict, FourlineError } from '#platform/errors.ts'
import { type CheckedBackup, createFindings, tableOfMember } from './check-backup.ts'
import { copyIn } from './copy-rows.ts'
import type { Manifest } from './manifest.ts'
import type { Progress } from './progress.ts'
import {
  keysToDefer,
  readForeignKeys,
  readMigrations,
  readQueueMigration,
  readTables,
  type TableShape,
} from './read-catalog.ts'
import { damaged } from './seal.ts'
import type { TarMember } from './tar.ts'
import type { Place } from './write-backup.ts'

export type RestoreOptions = {
  /** Tables (`public` ones) that have no row in an empty place. */
  mustBeEmpty: readonly string[]
  /** SQL to run on the restored rows before anybody sees them. */
  beforeCommit?: readonly string[]
  progress: Progress
}

/**
 * Fills an empty place from a checked backup, in one transaction: constraints hold throughout, triggers are
 * set aside so that they do not count once more what is already counted. A backup of an older version goes into
 * tables of its own version, which are then brought up to date; that needs a database nobody has started yet.
 * Throws a sentence, with nothing changed, where the place is not empty, or the backup is of a newer version.
 */
export async function restoreBackup(
  place: Place,
  backup: CheckedBackup,
  options: RestoreOptions,
): Promise<void> {
  await prepareTables(place.ownerUrl, backup.content, options.mustBeEmpty)
  const client = new pg.Client({ connectionString: place.ownerUrl, options: '-c timezone=UTC' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query(
      `begin; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`,
    )
    await fillTables(client, place, backup, options)
    for (const statement of options.beforeCommit ?? []) await client.query(statement)
    await client.query('commit')
    await client.query('analyze').catch(() => undefined)
  } finally {
    await client.end()
  }
  await migrateTo(place.ownerUrl)
}

/** Brings the tables to the version of the backup. Refuses what is newer, on either side. */
async function prepareTables(
  ownerUrl: string,
  content: Manifest,
  mustBeEmpty: readonly string[],
): Promise<void> {
  const wanted = content.migrations
  const known = await migrationNames()
  if (wanted.some((name, at) => known[at] !== name)) {
    throw refused(
      'newer_backup',
      `This backup was made by another version of Fourline (${wanted.at(-1)}): restore it with that one or a newer one.`,
    )
  }
  const found = await connected(ownerUrl, async (client) => {
    const applied = await readMigrations(client)
    if (applied.length > 0) await requireEmpty(client, mustBeEmpty)
    return applied
  })
  if (found.length > wanted.length) {
    throw refused(
      'newer_place',
      `This backup is older (${wanted.at(-1)}) than the empty database here (${found.at(-1)}): ` +
        'restore it into a new data folder or a new database, where it is brought up to date.',
    )
  }
  await migrateTo(ownerUrl, wanted.at(-1))
  const queue = await connected(ownerUrl, readQueueMigration)
  if (content.queueMigration > queue)
    throw refused(
      'newer_backup',
      'The job queue of this backup is of a newer version: restore it with that one.',
    )
}

async function connected<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(ownerUrl)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function requireEmpty(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const there = await client.query<{ there: boolean }>('select to_regclass($1) is not null as there', [
      `public.${table}`,
    ])
    if (there.rows[0]?.there !== true) continue
    const { rowCount } = await client.query(`select from public.${client.escapeIdentifier(table)} limit 1`)
    if (rowCount !== 0) {
      throw conflict(
        'not_empty',
        `There is data here already (${table}): restore into an empty data folder or database. Nothing was changed.`,
      )
    }
  }
}

async function fillTables(client: pg.Client, place: Place, backup: CheckedBackup, options: RestoreOptions) {
  const { content, file } = backup
  const tables = await matchTables(client, content, file)
  const names = content.tables.map(({ name }) => name)
  const later = keysToDefer(names, await readForeignKeys(client))
  await client.query(`lock table ${names.join(', ')} in access exclusive mode`)
  await requireEmpty(client, options.mustBeEmpty)
  // What migrations put in is in the backup as well.
  await client.query(`truncate ${names.join(', ')}`)
  for (const name of names) await client.query(`alter table ${name} disable trigger user`)
  for (const key of later)
    await client.query(`alter table ${key.table} alter constraint ${key.name} deferrable initially deferred`)

  const found = createFindings()
  const rows = new Map<string, number>()
  for await (const member of backup.members()) {
    const name = tableOfMember(member.name)
    const table = name === undefined ? undefined : tables.get(name)
    if (name !== undefined && table !== undefined) {
      const bytes = Buffer.concat(await Array.fromAsync(member.content))
      found.add(name, bytes)
      const copied = await copyIn(client, `copy ${name} (${table.columns.join(', ')}) from stdin`, bytes)
      rows.set(name, (rows.get(name) ?? 0) + copied)
      options.progress(`Restoring ${name}, ${rows.get(name)} rows`)
    } else if (member.name !== 'manifest.json') {
      found.note(member.name, member.size, await storeMember(place, member))
      options.progress(`Restoring ${member.name}`)
    } else for await (const _ of member.content);
  }
  const wrong =
    found.compare(content) ?? content.tables.find((one) => (rows.get(one.name) ?? 0) !== one.rows)?.name
  if (wrong !== undefined) throw damaged(file, `it changed while it was read (${wrong})`)

  await client.query('set constraints all immediate')
  for (const key of later)
    await client.query(`alter table ${key.table} alter constraint ${key.name} not deferrable`)
  for (const name of names) await client.query(`alter table ${name} enable trigger user`)
  for (const { name, next } of content.sequences)
    await client.query(`alter sequence if exists ${quoted(client, name)} restart with ${BigInt(next)}`)
}

/** Names in a backup are only ever looked up among those of the database. */
async function matchTables(
  client: pg.Client,
  content: Manifest,
  file: string,
): Promise<Map<string, TableShape>> {
  const here = new Map((await readTables(client)).map((table) => [table.name, table]))
  const matched = new Map<string, TableShape>()
  for (const { name, columns } of content.tables) {
    const table = here.get(name)
    if (table === undefined || columns.some((column) => !table.columns.includes(column)))
      throw damaged(file, `this database has no place for the rows of ${name}`)
    matched.set(name, { name, columns })
    here.delete(name)
  }
  for (const name of here.keys()) throw damaged(file, `it has no rows for ${name}, which its version has`)
  return matched
}

function quoted(client: pg.Client, name: string): string {
  return name
    .split('.')
    .map((part) => client.escapeIdentifier(part.replace(/^"(.*)"$/, '$1')))
    .join('.')
}

/** Stores a file or a secret; returns the SHA-256 of what was stored. */
async function storeMember({ files, dataFolder }: Place, member: TarMember): Promise<string> {
  if (member.name.startsWith('files/')) return (await files.put(member.content, member.size)).sha256
  const bytes = Buffer.concat(await Array.fromAsync(member.content))
  const name = /^secrets\/([a-z0-9-]+\.secret)$/.exec(member.name)?.[1]
  if (name === undefined) throw new Error(`${member.name} has no place here`)
  const target = path.join(dataFolder, name)
  await writeFile(`${target}.new`, bytes, { mode: 0o600, flush: true })
  await rename(`${target}.new`, target)
  return createHash('sha256').update(bytes).digest('hex')
}

function refused(code: string, sentence: string): FourlineError {
  return new FourlineError('unprocessable', code, `${sentence} Nothing was changed.`)
}
