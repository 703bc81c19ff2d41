import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { copyIn } from '#platform/backup/copy-rows.ts'
import { newId } from '#platform/ids.ts'
import { addWorkingTime, workingTimeBetween } from '#promise/calendars/domain/working-time.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** The accounts' coverage zone. */
export const benchZone = 'Europe/Berlin'

const accountCount = 1_000
const perChunk = 10_000
/** Editions that the accounts have agreed to, each a policy of its own. */
const editions = 20

/**
 * Open cases of a thousand accounts with a Business agreement in one zone, each with a running first reply that is
 * promised and a resolution that is tracked; due as the rules say, from somewhere in the last days on.
 */
export async function loadOpenCases(client: pg.Client, wanted: number, now: number): Promise<void> {
  const terms = await addAccounts(client)
  const policies = Array.from({ length: editions }, (_, edition) => policyOf(terms, edition + 1))
  for (const [at, policy] of policies.entries())
    await client.query('insert into clock_policies (id, policy) values ($1, $2)', [`bench-${at}`, policy])
  const { rows: accounts } = await client.query<Account>('select * from bench_business order by n')
  await client.query('alter table cases disable trigger user')
  for (let from = 0; from < wanted; from += perChunk) {
    const numbers = Array.from({ length: Math.min(perChunk, wanted - from) }, (_, n) => from + n)
    const chunk = numbers.map((number) => caseRows(number, accounts, policies, now))
    const copy = (table: string, columns: string, rows: string[]) =>
      copyIn(client, `copy ${table} (${columns}) from stdin`, Buffer.from(rows.join('')))
    await copy(
      'cases',
      caseColumns,
      chunk.map((one) => one.row),
    )
    await copy(
      'clocks',
      clockColumns,
      chunk.flatMap((one) => one.clocks),
    )
  }
  await client.query('alter table cases enable trigger user')
  await client.query('vacuum (analyze) cases, clocks')
}

type Account = { account_id: string; contact_id: string; agreement_id: string }

async function addAccounts(client: pg.Client): Promise<PackageVersion> {
  await client.query(`
    create table bench_business as select n, gen_random_uuid() account_id, gen_random_uuid() contact_id,
      gen_random_uuid() agreement_id from generate_series(1, ${accountCount}) n;
    insert into accounts (id, name, created_at) select account_id, 'Customer ' || n, now() from bench_business;
    insert into contacts (id, account_id, name, email, created_at)
      select contact_id, account_id, 'Contact ' || n, 'business-' || n || '@bench.example', now() from bench_business;
    insert into agreements (id, account_id, package_version_id, terms, coverage_zone, starts_on, ends_on,
        first_starts_on, state, seat_cap, created_at)
      select b.agreement_id, b.account_id, v.id, v.terms, '${benchZone}', current_date - 30, current_date + 400,
        current_date - 30, 'draft', 5, now()
      from bench_business b, (select id, terms from package_versions where terms ->> 'code' = 'business' limit 1) v;
    insert into subscription_lines (id, account_id, agreement_id, product_code, yearly_net_minor, currency, starts_on, ends_on)
      select gen_random_uuid(), account_id, agreement_id, 'studio', 1000000, 'EUR', current_date - 30, current_date + 400
      from bench_business;
    update agreements set state = 'active' where id in (select agreement_id from bench_business)`)
  const { rows } = await client.query<{ terms: PackageVersion }>(
    `select terms from package_versions where terms ->> 'code' = 'business' limit 1`,
  )
  const [found] = rows
  if (found === undefined) throw new Error('The demo has published no Business')
  return found.terms
}

function policyOf(terms: PackageVersion, version: number): ClockPolicy {
  const resolution = { minutes: 1_440, guaranteed: false, vendorSet: true }
  const tracked = { ...terms, version, resolution: { high: resolution, medium: resolution, low: resolution } }
  return policyOfTerms(tracked, benchZone)
}

const caseColumns = `id, reference, account_id, contact_id, agreement_id, package_code, clock_policy_id, channel, type,
  product_code, priority, status, line, subject, opened_by, received_at, last_entry_at, next_due_at`
const clockColumns =
  'case_id, account_id, kind, state, guaranteed, clause, target_minutes, started_at, due_at, elapsed_ms'

function caseRows(
  number: number,
  accounts: readonly Account[],
  policies: readonly ClockPolicy[],
  now: number,
) {
  const account = accounts[number % accounts.length]
  const edition = number % policies.length
  const policy = policies[edition]
  if (account === undefined || policy === undefined) throw new Error('Nothing to open a case under')
  const priority = number % 2 === 0 ? ('high' as const) : ('medium' as const)
  // No two at the same instant, and about half of the first replies still ahead.
  const at = Math.floor(now - ((number * 0.618_033_988_7) % 1) * 8 * 3_600_000)
  const { firstResponse, resolution } = policy.targets[priority]
  const id = newId(at)
  const clock = (kind: string, minutes: number, guaranteed: boolean) => {
    const due = addWorkingTime(policy.calendar, at, minutes * 60_000)
    const dueAt = due === 'never' ? at : due
    const state = dueAt < now ? 'breached' : 'running'
    const elapsed = Math.round(workingTimeBetween(policy.calendar, at, now))
    const times = [instant(at), instant(dueAt), elapsed] as const
    return { dueAt, row: row(id, account.account_id, kind, state, guaranteed, 'clause', minutes, ...times) }
  }
  const clocks = [
    clock('first_response', firstResponse?.minutes ?? 60, true),
    clock('resolution', resolution?.minutes ?? 60, false),
  ]
  const { account_id: accountId, contact_id: contactId, agreement_id: agreementId } = account
  const about = [
    'portal',
    'problem',
    'studio',
    priority,
    'new',
    1 + (number % 4),
    'A subject',
    'system:bench',
  ]
  const nextDue = instant(Math.min(...clocks.map(({ dueAt }) => dueAt)))
  const kept = [agreementId, 'business', `bench-${edition}`]
  return {
    row: row(id, `FL-B${number}`, accountId, contactId, ...kept, ...about, instant(at), instant(at), nextDue),
    clocks: clocks.map((one) => one.row),
  }
}

/** One row of COPY's text format. */
function row(...values: (string | number | boolean)[]): string {
  return `${values.map(String).join('\t')}\n`
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}

/** A draft of the next edition in which Business is quicker and open for longer, in the one document there is. */
export async function addDraft(client: pg.Client): Promise<string> {
  const id = randomUUID()
  type Document = Record<string, Record<string, Record<string, unknown>>>
  const { rows } = await client.query<{ document: Document }>(
    'select document from catalogue_editions order by version desc limit 1',
  )
  const draft = rows[0]?.document ?? {}
  Object.assign(draft['responseTimeMinutes']?.['high'] ?? {}, { business: 30 })
  Object.assign(draft['supportHours']?.['business'] ?? {}, { to: '20:00' })
  await client.query(
    `insert into catalogue_drafts (id, document, started_at, started_by, changed_at, changed_by)
     values ($1, $2, now(), 'Bench', now(), 'Bench')`,
    [id, JSON.stringify(draft)],
  )
  return id
}
