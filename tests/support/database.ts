import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { migrateToLatest } from '#platform/db/migrate.ts'
import { findTestServer } from './test-server.ts'

export type TestDatabase = {
  /** Connects as the owner of a database that nobody else uses. */
  ownerUrl: string
  /** Removes it, whoever is still connected. */
  drop(): Promise<void>
}

const migrationsFolder = path.resolve(import.meta.dirname, '../../migrations')

/**
 * A fresh database with every migration applied, for one test file: a copy of a template that the first file
 * of a run makes. Uses FOURLINE_TEST_DATABASE_URL (an owner who may create databases), which `npm test` sets;
 * without it, a server shared by test files that are run by hand.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  return createCopy(migrated)
}

/** What databases are copied from, once it is made. */
export type Template = {
  name: string
  /** Made from this one; from nothing without it. */
  base?: Template
  /** Any number, the same for all who make it. */
  lock: number
  fill(ownerUrl: string): Promise<void>
}

export const migrated: Template = {
  name: `template_${migrationsFingerprint()}`,
  lock: 4_004_001,
  fill: migrateToLatest,
}

/** A database of one's own with all that is in the template, which is made if it is not there. */
export async function createCopy(template: Template): Promise<TestDatabase> {
  const serverUrl = process.env.FOURLINE_TEST_DATABASE_URL ?? (await findTestServer())
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  await connected(serverUrl, async (server) => {
    await ensureTemplate(server, serverUrl, template)
    await createFrom(server, name, template.name)
  })
  return {
    ownerUrl: withDatabase(serverUrl, name),
    async drop() {
      await dropDatabase(serverUrl, name)
    },
  }
}

/** Whoever is still connected loses the connection. A vacuum of the server's own is not ours to end; it does so soon. */
export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      await connected(serverUrl, async (server) => {
        await server.query(`drop database if exists ${name} with (force)`)
      })
      return
    } catch (error) {
      const isVacuumed = error instanceof pg.DatabaseError && error.code === '42501'
      if (!isVacuumed || attempt === 100) throw error
      await sleep(100)
    }
  }
}

/** Under a lock, so that files which start together make it once. It gets its name when it is complete. */
async function ensureTemplate(server: pg.Client, serverUrl: string, template: Template): Promise<void> {
  const { name, base, lock, fill } = template
  if (base !== undefined) await ensureTemplate(server, serverUrl, base)
  await server.query('select pg_advisory_lock($1)', [lock])
  try {
    const found = await server.query('select from pg_database where datname = $1', [name])
    if (found.rowCount === 1) return
    const unfinished = `${name}_new`
    await server.query(`drop database if exists ${unfinished} with (force)`)
    await createFrom(server, unfinished, base?.name ?? 'template0')
    await fill(withDatabase(serverUrl, unfinished))
    await whenNobodyIsConnected(() => server.query(`alter database ${unfinished} rename to ${name}`))
  } finally {
    await server.query('select pg_advisory_unlock($1)', [lock])
  }
}

async function createFrom(server: pg.Client, name: string, template: string): Promise<void> {
  await whenNobodyIsConnected(() =>
    server.query(`create database ${name} template ${template} strategy file_copy`),
  )
}

/** A connection that was just closed is counted for a moment longer. */
async function whenNobodyIsConnected(work: () => Promise<unknown>): Promise<void> {
  const objectInUse = '55006'
  for (let attempt = 0; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      const isInUse = error instanceof pg.DatabaseError && error.code === objectInUse
      if (!isInUse || attempt === 50) throw error
      await sleep(100)
    }
  }
}

function migrationsFingerprint(): string {
  const hash = createHash('sha256')
  for (const file of readdirSync(migrationsFolder).toSorted()) {
    hash.update(`${file}\0`).update(readFileSync(path.join(migrationsFolder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

async function connected(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}
