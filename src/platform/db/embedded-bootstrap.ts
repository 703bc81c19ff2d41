import { readFileSync } from 'node:fs'
import pg from 'pg'
import type { DatabaseFiles } from './embedded-cluster.ts'

export const ownerRole = 'fourline_owner'
export const databaseName = 'fourline'

const extensions = ['pg_trgm', 'unaccent', 'btree_gist', 'citext', 'pgcrypto']

/**
 * Gives the cluster its owner role, its database and its extensions; a second time it changes nothing. The
 * superuser is used for this alone. The owner may create the application role and speak for it, no more.
 * @param mayCreateDatabases lets the owner create databases, for tests
 */
export async function bootstrapDatabase(files: DatabaseFiles, port: number, mayCreateDatabases: boolean) {
  await asSuperuser(files, port, 'postgres', async (client) => {
    // A statement that fails is written to the log, and these hold a password.
    await client.query(`set log_min_error_statement = panic`)
    const password = client.escapeLiteral(readFileSync(files.ownerPassword, 'utf8'))
    if (!(await exists(client, `select from pg_roles where rolname = '${ownerRole}'`))) {
      await client.query(`create role ${ownerRole}`)
    }
    const createsDatabases = mayCreateDatabases ? 'createdb' : 'nocreatedb'
    await client.query(`alter role ${ownerRole} login createrole ${createsDatabases} password ${password}`)
    await client.query(`alter role ${ownerRole} set createrole_self_grant = 'set'`)
    if (!(await exists(client, `select from pg_database where datname = '${databaseName}'`))) {
      await client.query(`create database ${databaseName} owner ${ownerRole}`)
      await client.query(`revoke connect, temporary on database ${databaseName} from public`)
    }
  })
  await asSuperuser(files, port, databaseName, async (client) => {
    for (const extension of extensions) await client.query(`create extension if not exists ${extension}`)
  })
}

async function exists(client: pg.Client, query: string): Promise<boolean> {
  return (await client.query(query)).rowCount === 1
}

async function asSuperuser(
  files: DatabaseFiles,
  port: number,
  database: string,
  work: (client: pg.Client) => Promise<void>,
) {
  const password = readFileSync(files.superuserPassword, 'utf8')
  const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
