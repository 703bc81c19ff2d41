import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Place } from '#platform/backup/write-backup.ts'
import { openLocalFileStore } from '#platform/files/file-store.ts'
import { dropDatabase } from '../support/database.ts'
import { findTestServer } from '../support/test-server.ts'

export type EmptyPlace = Place & {
  query(text: string): Promise<Record<string, unknown>[]>
  drop(): Promise<void>
}

/** A database that has never had a migration, and a data folder with nothing in it. */
export async function createEmptyPlace(): Promise<EmptyPlace> {
  const serverUrl = process.env.FOURLINE_TEST_DATABASE_URL ?? (await findTestServer())
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await ask(serverUrl, `create database ${name} template template0`)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'fourline-place-'))
  return {
    ownerUrl: url.href,
    dataFolder,
    files: openLocalFileStore(path.join(dataFolder, 'files')),
    query: (text) => ask(url.href, text),
    async drop() {
      await dropDatabase(serverUrl, name)
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

/** When migrations ran here is no content. */
const bookkeeping = ['public.kysely_migration', 'public.kysely_migration_lock', 'graphile_worker.migrations']

/** Rows and a checksum of each table, whatever order they lie in, and the next number of each sequence. */
export async function fingerprint(url: string): Promise<Record<string, string>> {
  const tables = await ask(
    url,
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname in ('public', 'graphile_worker') order by 1`,
  )
  const found: Record<string, string> = {}
  for (const { name } of tables.filter((table) => !bookkeeping.includes(String(table.name)))) {
    const [sum] = await ask(
      url,
      `select count(*) || ':' || md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as sum
       from ${String(name)} t`,
    )
    found[String(name)] = String(sum?.sum)
  }
  const sequences = await ask(
    url,
    `select format('%I.%I', schemaname, sequencename) as name from pg_sequences order by 1`,
  )
  for (const { name } of sequences) {
    const [state] = await ask(
      url,
      `select last_value + case when is_called then 1 else 0 end as next from ${String(name)}`,
    )
    found[`next of ${String(name)}`] = String(state?.next)
  }
  return found
}
