import { randomUUID } from 'node:crypto'
import pg from 'pg'

/**
 * The floor that creation is compared with: five plain inserts in a transaction, prepared, without rules,
 * rights, triggers or HTTP, over tables of their own in the same database.
 */
export async function createFloorTables(client: pg.Client): Promise<void> {
  await client.query(`
    create schema floor;
    create table floor.cases (id uuid primary key, account_id uuid not null, subject text not null, status text not null,
      next_due_at timestamptz not null);
    create index on floor.cases (next_due_at, id) where status = 'new';
    create table floor.messages (id uuid primary key, case_id uuid not null references floor.cases, body text not null);
    create index on floor.messages (case_id);
    create table floor.events (id uuid primary key, case_id uuid not null references floor.cases, detail jsonb not null);
    create table floor.clocks (case_id uuid not null references floor.cases, kind text not null,
      due_at timestamptz not null, primary key (case_id, kind));
    create index on floor.clocks (due_at);
    create table floor.outbox (id uuid primary key, payload jsonb not null)`)
}

const body = 'The import stops after the third file. '.repeat(20)

/** One client of the floor: each call is one transaction of five statements. */
export async function openFloorClient(
  url: string,
): Promise<{ create(): Promise<void>; end(): Promise<void> }> {
  const client = new pg.Client(url)
  await client.connect()
  const run = (name: string, text: string, values: unknown[]) => client.query({ name, text, values })
  return {
    async create() {
      const id = randomUUID()
      await client.query('begin')
      await run('c', `insert into floor.cases values ($1, $2, $3, 'new', now() + interval '4 hours')`, [
        id,
        randomUUID(),
        'Import stops',
      ])
      await run('m', 'insert into floor.messages values ($1, $2, $3)', [randomUUID(), id, body])
      await run('e', 'insert into floor.events values ($1, $2, $3)', [randomUUID(), id, '{"type":"opened"}'])
      await run(
        'k',
        `insert into floor.clocks values ($1, 'first_response', now() + interval '30 minutes'),
        ($1, 'resolution', now() + interval '1 day')`,
        [id],
      )
      await run('o', 'insert into floor.outbox values ($1, $2)', [randomUUID(), `{"case":"${id}"}`])
      await client.query('commit')
    },
    end: () => client.end(),
  }
}

const page = `select id, reference, subject, status, priority, next_due_at from cases
  where status not in ('solved', 'closed') order by next_due_at, id limit 50`

/** The bare keyset page: fifty open cases by their due time, as the owner, without names beside them. */
export async function openPageClient(url: string): Promise<{ read(): Promise<void>; end(): Promise<void> }> {
  const client = new pg.Client(url)
  await client.connect()
  return {
    async read() {
      await client.query({ name: 'page', text: page })
    },
    end: () => client.end(),
  }
}
