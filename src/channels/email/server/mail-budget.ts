import './suspension-tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { announce } from '#platform/realtime/announce.ts'
import { usualPerHour } from '../domain/mail-budget.ts'
import type { MailBudget, saveMailBudgetEndpoint } from '../domain/suspension-contract.ts'

/** How much mail may leave in an hour, and how much has. For admins. */
export async function readMailBudget(ctx: Context): Promise<MailBudget> {
  requireVendor(ctx, 'admin')
  return ctx.transaction((tx) => budget(ctx, tx))
}

/** For admins. Throws `conflict` where a colleague has changed it meanwhile. */
export async function saveMailBudget(
  ctx: Context,
  { perHour, version }: InputOf<typeof saveMailBudgetEndpoint>,
): Promise<MailBudget> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const row = { per_hour: perHour, version: version + 1, changed_at: ctx.now }
    const saved = await tx
      .insertInto('mail_gate')
      .values(row)
      .onConflict((known) =>
        known.column('only_one').doUpdateSet(row).where('mail_gate.version', '=', version),
      )
      .returning('version')
      .executeTakeFirst()
    if (saved === undefined)
      throw conflict('changed_meanwhile', 'Somebody else has changed this meanwhile. Look at it again.')
    await record(ctx, tx, {
      action: 'mail_budget.changed',
      subjectType: 'mail_budget',
      subjectId: 'all',
      detail: { perHour },
    })
    await announce(tx, { topic: 'mail_budget', id: 'all', version: saved.version, accountId: null })
    return budget(ctx, tx)
  })
}

async function budget(ctx: Context, tx: Tx): Promise<MailBudget> {
  const row = await tx.selectFrom('mail_gate').selectAll().executeTakeFirst()
  const { rows } = await sql<{ used: number; waiting: number }>`
    select coalesce((select used from mail_budgets where share = 'all' and address = '' and span = 'hour'
        and begins_at = date_bin('1 hour', ${ctx.now}::timestamptz, 'epoch')), 0) as used,
      (select count(*)::int from outgoing_mail where state = 'held' and held_until is not null) as waiting`.execute(
    tx,
  )
  const perHour = row?.per_hour ?? usualPerHour
  return {
    perHour,
    usualPerHour,
    used: rows[0]?.used ?? 0,
    waiting: rows[0]?.waiting ?? 0,
    version: row?.version ?? 0,
  }
}
