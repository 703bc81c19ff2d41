import type pg from 'pg'

/** A table as a backup sees it: names are quoted as SQL wants them. */
export type TableShape = { name: string; columns: string[] }
export type ForeignKey = { name: string; table: string; target: string }

/** The product's own tables and the job queue's, without the bookkeeping of migrations and of extensions. */
const ownTables = `
  select c.oid, format('%I.%I', n.nspname, c.relname) as name
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('public', 'graphile_worker') and c.relkind = 'r'
    and (n.nspname, c.relname) not in (('public', 'kysely_migration'), ('public', 'kysely_migration_lock'),
      ('graphile_worker', 'migrations'))
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`

/** All tables with the columns that are stored by hand, each after those it refers to where that is possible. */
export async function readTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape>(
    `with own as (${ownTables})
     select own.name, array_agg(quote_ident(a.attname) order by a.attnum) as columns
     from own join pg_attribute a on a.attrelid = own.oid
     where a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     group by own.name order by own.name`,
  )
  return inOrder(rows, await readForeignKeys(client))
}

export async function readForeignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(
    `with own as (${ownTables})
     select quote_ident(k.conname) as name, one.name as table, other.name as target
     from pg_constraint k join own one on one.oid = k.conrelid join own other on other.oid = k.confrelid
     where k.contype = 'f' order by 1, 2`,
  )
  return rows
}

/** Every sequence, with the next number it would give. */
export async function readSequences(client: pg.ClientBase): Promise<{ name: string; next: string }[]> {
  const { rows } = await client.query<{ name: string; step: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, increment_by::text as step
     from pg_sequences where schemaname in ('public', 'graphile_worker') order by 1`,
  )
  const found: { name: string; next: string }[] = []
  for (const { name, step } of rows) {
    const state = await client.query<{ next: string }>(
      `select (last_value + case when is_called then ${step} else 0 end)::text as next from ${name}`,
    )
    found.push({ name, next: state.rows[0]?.next ?? '1' })
  }
  return found
}

/**
 * Where rows name files of the file store: text columns called `sha256` or `…_sha256`, and the `sha256` inside
 * jsonb columns called `attachments`. Returns a query for all of their hashes, each once and in order.
 */
export async function fileHashesQuery(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string; column: string; type: string }>(
    `with own as (${ownTables})
     select own.name, quote_ident(a.attname) as column, a.atttypid::regtype::text as type
     from own join pg_attribute a on a.attrelid = own.oid
     where a.attnum > 0 and not a.attisdropped
       and ((a.atttypid = 'text'::regtype and (a.attname = 'sha256' or a.attname like '%\\_sha256'))
         or (a.atttypid = 'jsonb'::regtype and a.attname = 'attachments'))
     order by 1, 2`,
  )
  const parts = rows.map(({ name, column, type }) =>
    type === 'jsonb'
      ? `select jsonb_path_query(${column}, '$[*].sha256') #>> '{}' as sha256 from ${name}`
      : `select ${column} as sha256 from ${name}`,
  )
  const none = 'select null::text as sha256 where false'
  return `select distinct sha256 collate "C" as sha256 from (${[...parts, none].join(' union all ')}) every
          where sha256 ~ '^[0-9a-f]{64}$' order by 1`
}

/** The migrations a database has had, in order; none where it has never had one. */
export async function readMigrations(client: pg.ClientBase): Promise<string[]> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('public.kysely_migration') is not null as there`,
  )
  if (found.rows[0]?.there !== true) return []
  const { rows } = await client.query<{ name: string }>(
    'select name from public.kysely_migration order by name',
  )
  return rows.map(({ name }) => name)
}

export async function readQueueMigration(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')
  return rows[0]?.id ?? 0
}

/** Keys that cannot hold while tables are filled one after the other: to the same table, or to a later one. */
export function keysToDefer(tables: readonly string[], keys: readonly ForeignKey[]): ForeignKey[] {
  return keys.filter(({ table, target }) => tables.indexOf(target) >= tables.indexOf(table))
}

function inOrder(tables: TableShape[], keys: ForeignKey[]): TableShape[] {
  const byName = new Map(tables.map((table) => [table.name, table]))
  const ordered = new Set<TableShape>()
  const under = new Set<string>()
  const visit = (name: string) => {
    const table = byName.get(name)
    if (table === undefined || ordered.has(table) || under.has(name)) return
    under.add(name)
    for (const key of keys) if (key.table === name) visit(key.target)
    ordered.add(table)
  }
  for (const { name } of tables) visit(name)
  return [...ordered]
}
