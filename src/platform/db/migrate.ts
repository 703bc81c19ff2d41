import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { runMigrations } from 'graphile-worker'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator } from 'kysely/migration'
import pg from 'pg'
import { surviveLostConnections } from './survive-lost-connections.ts'

const folder = path.resolve(import.meta.dirname, '../../../migrations')

/**
 * Brings the database up to the newest migration: first the job queue's own tables, then the SQL
 * files of `migrations/` in order, under a lock, so that any number of processes may start at once.
 * Throws what PostgreSQL said, with the name of the file.
 */
export async function migrateToLatest(ownerUrl: string): Promise<void> {
  await migrateTo(ownerUrl)
}

/** The same up to and with `last`, for rows of an older version; without it to the newest. */
export async function migrateTo(ownerUrl: string, last?: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  surviveLostConnections(pool, () => undefined)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await runMigrations({ pgPool: pool })
    const migrator = new Migrator({ db, provider: { getMigrations: readMigrations } })
    const { error, results } = await (last === undefined
      ? migrator.migrateToLatest()
      : migrator.migrateTo(last))
    const failed = results?.find((result) => result.status === 'Error')
    if (error !== undefined) {
      throw new Error(`Migration ${failed?.migrationName ?? ''} failed: ${describe(error)}`, { cause: error })
    }
  } finally {
    await db.destroy()
  }
}

/** The names of all migrations, in order. */
export async function migrationNames(): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'))
  return names.map((name) => name.replace(/\.sql$/, '')).sort()
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

async function readMigrations() {
  const entries = (await migrationNames()).map(async (name) => {
    const text = await readFile(path.join(folder, `${name}.sql`), 'utf8')
    const up = async (db: Kysely<unknown>) => {
      await sql.raw(text).execute(db)
    }
    return [name, { up }] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}
