import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import { causeCodeOf } from '#desk/breaches/domain/cause-code.ts'
import type {
  addCauseEndpoint,
  BreachCause,
  changeCauseEndpoint,
} from '#desk/breaches/domain/cause-contract.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'

/** Why promises are missed: those in use first, by name. For staff. */
export async function listCauses(ctx: Context): Promise<{ items: BreachCause[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => ({ items: await causes(tx) }))
}

/** Admins add a cause. Throws `cause_exists` for a name that is there. */
export async function addCause(
  ctx: Context,
  { name }: InputOf<typeof addCauseEndpoint>,
): Promise<BreachCause> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    await lockCauses(tx)
    const known = await causes(tx)
    requireOwnName(known, name)
    const code = causeCodeOf(
      name,
      known.map((one) => one.code),
    )
    await tx.insertInto('breach_causes').values({ code, name }).execute()
    await record(ctx, tx, {
      action: 'breach_cause.added',
      subjectType: 'breach_cause',
      subjectId: code,
      detail: { name },
    })
    return { code, name, active: true, used: 0, version: 1 }
  })
}

/**
 * Admins rename a cause, retire it or take it up again; what was recorded with it keeps it. Throws `cause_exists`,
 * `last_cause` for the last one in use, and `changed_meanwhile`.
 */
export async function changeCause(
  ctx: Context,
  { code, name, active, version }: InputOf<typeof changeCauseEndpoint>,
): Promise<BreachCause> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    await lockCauses(tx)
    const known = await causes(tx)
    const found = known.find((one) => one.code === code)
    if (found === undefined) throw notFound('cause')
    requireVersion('cause', found.version, version)
    const others = known.filter((one) => one.code !== code)
    requireOwnName(others, name)
    if (!active && !others.some((one) => one.active))
      throw conflict('last_cause', 'One cause at least stays in use: add another first.')
    const changed = { name, active, version: version + 1 }
    await tx.updateTable('breach_causes').set(changed).where('code', '=', code).execute()
    await record(ctx, tx, {
      action: 'breach_cause.changed',
      subjectType: 'breach_cause',
      subjectId: code,
      detail: { from: { name: found.name, active: found.active }, to: { name, active } },
    })
    return { ...found, ...changed }
  })
}

/** Changes of the list wait for each other. */
async function lockCauses(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('breach_causes', 33))`.execute(tx)
}

function requireOwnName(others: readonly BreachCause[], name: string): void {
  if (others.some((one) => one.name.toLowerCase() === name.toLowerCase()))
    throw conflict('cause_exists', 'There is a cause of this name already.')
}

async function causes(tx: Tx): Promise<BreachCause[]> {
  return tx
    .selectFrom('breach_causes as cause')
    .select(['cause.code', 'cause.name', 'cause.active', 'cause.version'])
    .select(sql<number>`(select count(*)::int from breaches b where b.cause_code = cause.code)`.as('used'))
    .orderBy('cause.active', 'desc')
    .orderBy('cause.name')
    .execute()
}
