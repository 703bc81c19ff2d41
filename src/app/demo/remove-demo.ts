import '#people/auth/server/tables.ts'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Pool } from 'pg'
import { createUser, type NewUser } from '#app/begin-installation.ts'
import { type Context, createContext, type Tx, within } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'
import { conflict } from '#platform/errors.ts'

/**
 * Empties the demo and makes the first admin, in one transaction: customers, cases, mail, staff, sign-ins and
 * their records go; the published catalogue stays. The owner's connection does it, since rows of the timeline,
 * the ledger and the audit log are append-only to the application. Stored bytes of attachments stay on disk.
 * Throws `not_a_demo` where real data may be, and what `addStaff` throws of an address or password.
 */
export async function removeDemo(ctx: Context, input: { admin: NewUser; ownerPool: Pool }): Promise<void> {
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: input.ownerPool }) })
  const owner = createContext({ ...ctx, db }, { actor: { kind: 'system', name: 'Fourline' }, now: ctx.now })
  await owner.transaction(async (tx) => {
    await requireDemo(tx)
    await emptyTables(tx)
    await createUser(within(owner, tx), input.admin)
  })
}

async function requireDemo(tx: Tx): Promise<void> {
  const vendor = await tx.selectFrom('vendor').select('is_demo').forUpdate().executeTakeFirst()
  if (vendor?.is_demo !== true)
    throw conflict('not_a_demo', 'This installation is not a demo. Nothing was removed.')
}

/** What refers to customers, staff, products or sign-ins goes with them, tables of later wings included. */
async function emptyTables(tx: Tx): Promise<void> {
  await sql`truncate vendor, accounts, staff, products, sign_in_users, sign_in_verifications,
    sign_in_rate_limits, files, clock_policies, inbound_mail, outgoing_mail,
    mail_suspensions, mail_budgets, kept_counts, idempotency_keys,
    audit_log cascade`.execute(tx)
  await sql`alter sequence case_numbers restart`.execute(tx)
  await sql`alter sequence quote_numbers restart`.execute(tx)
  await sql`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where locked_at is null))`.execute(
    tx,
  )
}
