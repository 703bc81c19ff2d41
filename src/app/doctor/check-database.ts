import type pg from 'pg'
import { readMigrations } from '#platform/backup/read-catalog.ts'
import { applicationRole } from '#platform/db/database.ts'
import { migrationNames } from '#platform/db/migrate.ts'
import { fail, type Finding, look, ok, warn } from '#app/health/domain/finding.ts'

const extensions = ['btree_gist', 'citext', 'pg_trgm']

/** The database and what holds its rules: version, durability, migrations, roles, extensions, clock. */
export async function checkDatabase(client: pg.Client): Promise<Finding[]> {
  const checks: [string, (client: pg.Client) => Promise<Finding | Finding[]>][] = [
    ['Database', checkVersion],
    ['Durability', checkDurability],
    ['Clocks of the machines', checkSkew],
    ['Extensions', checkExtensions],
    ['Migrations', checkMigrations],
    ['Application role', checkRole],
    ['Row-level security', checkPolicies],
  ]
  const findings: Finding[] = []
  for (const [name, check] of checks)
    findings.push(...(await look(name, 'Look at what the database says.', () => check(client))))
  return findings
}

async function one<Row extends pg.QueryResultRow>(client: pg.Client, text: string): Promise<Row> {
  const { rows } = await client.query<Row>(text)
  if (rows[0] === undefined) throw new Error('The database gave no answer')
  return rows[0]
}

async function checkVersion(client: pg.Client): Promise<Finding> {
  const { version, number } = await one<{ version: string; number: number }>(
    client,
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number`,
  )
  return number >= 150_000
    ? ok('Database', `PostgreSQL ${version} answers`)
    : fail('Database', `PostgreSQL ${version}`, 'Fourline needs PostgreSQL 15 or newer: upgrade the server.')
}

async function checkDurability(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  )
  const off = rows.map(({ name }) => name).join(', ')
  if (off === '') return ok('Durability', 'what is acknowledged is on the disk')
  return fail(
    'Durability',
    `${off} is off`,
    `Set it to on: what was acknowledged can be lost in a power cut.`,
  )
}

async function checkSkew(client: pg.Client): Promise<Finding> {
  const name = 'Clocks of the machines'
  const before = Date.now()
  const { ms } = await one<{ ms: number }>(
    client,
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
  )
  const apart = Math.abs(ms - (before + Date.now()) / 2) / 1_000
  const found = `${apart.toFixed(1)} s apart`
  const advice = 'Let both machines take their time from NTP: promises are measured by it.'
  if (apart > 30) return fail(name, found, advice)
  return apart > 2 ? warn(name, found, advice) : ok(name, found)
}

async function checkExtensions(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ extname: string }>('select extname from pg_extension')
  const missing = extensions.filter((name) => !rows.some(({ extname }) => extname === name))
  if (missing.length === 0) return ok('Extensions', extensions.join(', '))
  const advice = `As a superuser: ${missing.map((name) => `create extension ${name};`).join(' ')}`
  return fail('Extensions', `${missing.join(', ')} missing`, advice)
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const applied = await readMigrations(client)
  const known = await migrationNames()
  const newer = applied.filter((name) => !known.includes(name))
  const pending = known.filter((name) => !applied.includes(name))
  if (newer.length > 0)
    return fail(
      'Migrations',
      `${newer.join(', ')} is of a newer Fourline`,
      'Install the newer version again.',
    )
  if (pending.length > 0)
    return fail(
      'Migrations',
      `${pending.join(', ')} missing`,
      'Run `fourline migrate`, or start the product.',
    )
  return ok('Migrations', `up to ${applied.at(-1)}`)
}

async function checkRole(client: pg.Client): Promise<Finding> {
  const name = 'Application role'
  const { rows } = await client.query<{ above: boolean; owns: number }>(
    `select rolsuper or rolbypassrls as above,
       (select count(*)::int from pg_class where relowner = r.oid and relkind = 'r') as owns
     from pg_roles r where rolname = $1`,
    [applicationRole],
  )
  const [role] = rows
  if (role === undefined) return fail(name, `${applicationRole} is missing`, 'Run `fourline migrate`.')
  if (role.above)
    return fail(
      name,
      `${applicationRole} is above row-level security`,
      `alter role ${applicationRole} nosuperuser nobypassrls;`,
    )
  if (role.owns > 0)
    return fail(
      name,
      `${applicationRole} owns ${role.owns} tables`,
      'Give them to the owner: reassign owned by …',
    )
  await client.query('begin')
  try {
    await client.query(`set local role ${applicationRole}`)
  } finally {
    await client.query('rollback')
  }
  return ok(name, `${applicationRole} is bound by row-level security`)
}

async function checkPolicies(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'account_id'
       and not a.attisdropped and not c.relrowsecurity order by 1`,
  )
  const open = rows.map((row) => row.name).join(', ')
  if (open === '') return ok('Row-level security', 'on for every table with rows of accounts')
  return fail('Row-level security', `off for ${open}`, 'alter table … enable row level security;')
}
