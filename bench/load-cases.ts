import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { copyIn } from '#platform/backup/copy-rows.ts'
import { newId } from '#platform/ids.ts'

/** Who submits in a run: a contact with a seat under an agreement of their own, and a session. */
export type Submitter = { userId: string; contactId: string }

const accountCount = 1_000
const openShare = 0.1
const casesPerChunk = 5_000
const day = 86_400_000

/**
 * A thousand accounts with two contacts each, under a copy of the demo's Premium agreement; the first of the
 * two holds a seat and can sign in.
 */
export async function loadAccounts(client: pg.Client): Promise<Submitter[]> {
  await client.query(`
    create table bench_accounts as
    select n, gen_random_uuid() account_id, gen_random_uuid() first_id, gen_random_uuid() second_id,
           gen_random_uuid() agreement_id, 'bench-' || n user_id
    from generate_series(1, ${accountCount}) n;
    insert into accounts (id, name, created_at) select account_id, 'Account ' || n, now() from bench_accounts;
    insert into sign_in_users (id, name, email, "emailVerified")
      select user_id, 'Submitter ' || n, user_id || '@bench.example', true from bench_accounts;
    insert into contacts (id, account_id, user_id, name, email, created_at)
      select first_id, account_id, user_id, 'Submitter ' || n, user_id || '@bench.example', now() from bench_accounts
      union all
      select second_id, account_id, null, 'Colleague ' || n, user_id || '-2@bench.example', now() from bench_accounts;
    insert into agreements (id, account_id, package_version_id, terms, coverage_zone, starts_on, ends_on,
        first_starts_on, state, seat_cap, created_at)
      select b.agreement_id, b.account_id, a.package_version_id, a.terms, 'Europe/Berlin', current_date - 30,
        current_date + 400, current_date - 30, 'draft', a.seat_cap, now()
      from bench_accounts b, lateral (select * from agreements where terms->>'code' = 'premium' limit 1) a;
    insert into subscription_lines (id, account_id, agreement_id, product_code, yearly_net_minor, currency, starts_on, ends_on)
      select gen_random_uuid(), account_id, agreement_id, 'studio', 1000000, 'EUR', current_date - 30, current_date + 400
      from bench_accounts;
    update agreements set state = 'active' where id in (select agreement_id from bench_accounts);
    insert into seats (id, account_id, agreement_id, contact_id, state, since)
      select gen_random_uuid(), account_id, agreement_id, first_id, 'active', now() from bench_accounts;`)
  const { rows } = await client.query<Submitter>(
    `select user_id "userId", first_id "contactId" from bench_accounts order by n limit 32`,
  )
  return rows
}

type Account = { account_id: string; first_id: string; agreement_id: string }

/**
 * Adds cases by COPY until there are `wanted` of them: one in ten open, six entries each, two clocks while open
 * and one after; one open case has fifty messages. The same seed gives the same cases.
 */
export async function loadCases(client: pg.Client, wanted: number, now: number): Promise<void> {
  const { rows: accounts } = await client.query<Account>('select * from bench_accounts order by n')
  const [policy] = (await client.query<{ id: string }>('select id from clock_policies limit 1')).rows
  const [found] = (await client.query<{ n: number }>('select count(*)::int n from cases')).rows
  if (policy === undefined || found === undefined) throw new Error('The demo has left no policy')
  const random = seeded(found.n + 1)
  for (let from = found.n; from < wanted; from += casesPerChunk) {
    const chunk = emptyChunk()
    for (let number = from; number < Math.min(wanted, from + casesPerChunk); number++) {
      const account = accounts[Math.floor(random() * accounts.length)]
      if (account === undefined) throw new Error('No account')
      addCase(chunk, { number, account, policyId: policy.id, now, random })
    }
    await copyChunk(client, chunk)
  }
  await client.query(`
    insert into case_words (case_id, account_id, words, public_words)
      select c.id, c.account_id, w.v, w.v from cases c, lateral (
        select to_tsvector('simple', c.subject || ' ' || string_agg(coalesce(e.body, ''), ' ')) v
        from entries e where e.case_id = c.id) w
      on conflict do nothing`)
  await client.query('vacuum (analyze)')
}

type Chunk = Record<'cases' | 'entries' | 'clocks', string[]>

const columns: Record<keyof Chunk, string> = {
  cases: `id, reference, account_id, contact_id, agreement_id, package_code, clock_policy_id, channel, type,
    product_code, priority, status, line, subject, opened_by, received_at, first_replied_at, solved_at, closed_at,
    last_entry_at, next_due_at, clocks_now`,
  entries: 'id, case_id, account_id, at, kind, visibility, author_kind, author_name, channel, body, event',
  clocks: `case_id, account_id, kind, state, guaranteed, clause, target_minutes, started_at, due_at, stopped_at,
    elapsed_ms`,
}

function emptyChunk(): Chunk {
  return { cases: [], entries: [], clocks: [] }
}

async function copyChunk(client: pg.Client, chunk: Chunk): Promise<void> {
  for (const table of ['cases', 'entries', 'clocks'] as const) {
    const rows = Buffer.from(chunk[table].join(''))
    await copyIn(client, `copy ${table} (${columns[table]}) from stdin`, rows)
  }
}

type NewCase = { number: number; account: Account; policyId: string; now: number; random: () => number }

/** The number of the case that has fifty messages. */
const longCase = 500
export const longReference = `FL-${1_000_000 + longCase}`

function addCase(chunk: Chunk, { number, account, policyId, now, random }: NewCase): void {
  const isOpen = random() < openShare || number === longCase
  const receivedAt = Math.floor(now - (isOpen ? 3 * random() : 3 + 360 * random()) * day)
  const id = newId(receivedAt)
  const status = isOpen ? 'in_progress' : 'closed'
  const closedAt = isOpen ? null : instant(receivedAt + day)
  const dueAt = instant(now + (0.05 + random() * 5) * day)
  const { account_id: accountId, first_id: contactId, agreement_id: agreementId } = account
  const priority = ['high', 'medium', 'low'][number % 3] ?? 'low'
  const at = instant(receivedAt)
  const clock = (kind: string, running: boolean): Clock => ({
    kind,
    running,
    at,
    dueAt: running ? dueAt : at,
  })
  const clocks = [clock('first_response', false), ...(isOpen ? [clock('resolution', true)] : [])]
  chunk.cases.push(
    row(
      id,
      `FL-${1_000_000 + number}`,
      accountId,
      contactId,
      agreementId,
      'premium',
      policyId,
      'portal',
      'problem',
      'studio',
      priority,
      status,
      1 + (number % 4),
      words(random, 8),
      'system:bench',
      at,
      at,
      closedAt,
      closedAt,
      at,
      isOpen ? dueAt : 'infinity',
      JSON.stringify(clocks.map((one) => clockFace(one))),
    ),
  )
  const event = JSON.stringify({ type: 'opened', channel: 'portal', priority })
  chunk.entries.push(
    row(
      newId(receivedAt),
      id,
      accountId,
      at,
      'event',
      'public',
      'contact',
      'Submitter',
      'portal',
      null,
      event,
    ),
  )
  const messages = number === longCase ? 50 : 5
  for (let message = 0; message < messages; message++) {
    const sentAt = receivedAt + message * 600_000
    const author = message % 2 === 0 ? 'contact' : 'staff'
    chunk.entries.push(
      row(
        newId(sentAt),
        id,
        accountId,
        instant(sentAt),
        'message',
        'public',
        author,
        'Somebody',
        'portal',
        words(random, 60),
        null,
      ),
    )
  }
  for (const { kind, running, dueAt: due } of clocks) {
    const [state, stoppedAt] = running ? ['running', null] : ['met', at]
    chunk.clocks.push(row(id, accountId, kind, state, true, clause, 240, at, due, stoppedAt, 0))
  }
}

type Clock = { kind: string; running: boolean; at: string; dueAt: string }
const clause = 'sla@premium@1'

/** As a case keeps its clocks beside it. */
function clockFace({ kind, running, at, dueAt }: Clock) {
  return {
    kind,
    state: running ? 'running' : 'met',
    guaranteed: true,
    clause,
    target_minutes: 240,
    started_at: at,
    due_at: dueAt,
    stopped_at: running ? null : at,
    elapsed_ms: 0,
  }
}

/** One row of COPY's text format. */
function row(...values: (string | number | boolean | null)[]): string {
  return `${values.map((value) => (value === null ? '\\N' : String(value).replaceAll('\\', '\\\\'))).join('\t')}\n`
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

const vocabulary = Array.from({ length: 20_000 }, (_, rank) => `word${rank.toString(36)}`)

/** Few words are frequent and most are rare. */
function words(random: () => number, count: number): string {
  return Array.from({ length: count }, () => vocabulary[Math.floor(vocabulary.length ** random()) - 1]).join(
    ' ',
  )
}

function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

/** A session as signing in makes it. */
export async function openSession(client: pg.Client, userId: string, token: string): Promise<void> {
  await client.query(
    `insert into sign_in_sessions (id, token, "userId", "expiresAt") values ($1, $2, $3, now() + interval '7 days')`,
    [randomUUID(), token, userId],
  )
}
