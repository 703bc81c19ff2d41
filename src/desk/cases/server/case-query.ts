import './rank-tables.ts'
import './tables.ts'
import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import '#people/auth/server/tables.ts'
import '#promise/clocks/server/tables.ts'
import { sql } from 'kysely'
import { jsonObjectFrom } from 'kysely/helpers/postgres'
import { type ClockOfCase, clocksOfCase } from '#desk/cases/server/clocks-of-case.ts'
import type { Actor, Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { CaseId } from '#platform/ids.ts'

/**
 * Cases with the names beside them and their clocks, as far as `actor` may see them (SPEC 5.1). The policies ask
 * the same function of the database; here it also holds for a contact on whose behalf the product acts.
 * @param clocks `kept` reads what the case keeps of its clocks beside it, which is enough for a list
 */
export function visibleCases(tx: Tx, actor: Actor, clocks: 'asked' | 'kept' = 'asked') {
  const query = tx
    .selectFrom('cases as c')
    .innerJoin('accounts as account', 'account.id', 'c.account_id')
    .innerJoin('contacts as contact', 'contact.id', 'c.contact_id')
    .innerJoin('lines as line', 'line.number', 'c.line')
    .leftJoin('staff as owner', 'owner.id', 'c.assignee_id')
    .leftJoin('products as product', 'product.code', 'c.product_code')
    .selectAll('c')
    .select((eb) => [
      'account.name as account_name',
      'contact.name as contact_name',
      'contact.time_zone as contact_time_zone',
      'line.customer_name as line_customer_name',
      'owner.name as owner_name',
      'product.name as product_name',
      clocks === 'kept'
        ? sql<ClockOfCase[]>`coalesce(c.clocks_now, ${clocksOfCase(eb.ref('c.id'))})`.as('clocks')
        : clocksOfCase(eb.ref('c.id')).as('clocks'),
      // Among the ranked cases that the reader sees: what they do not see is not told of by a gap.
      sql<number | null>`(select (select count(*)::int from case_ranks before
          where before.account_id = own.account_id and before.place <= own.place)
        from case_ranks own where own.case_id = c.id)`.as('rank'),
      // Staff's own; customers read their clocks without it until it has left.
      jsonObjectFrom(
        eb
          .selectFrom('unsent_messages as unsent')
          .whereRef('unsent.case_id', '=', 'c.id')
          .select(['unsent.id', 'unsent.author_id', 'unsent.sent_at', 'unsent.leaves_at'])
          .select(['unsent.move', 'unsent.brings']),
      ).as('unsent'),
      eb
        .selectFrom('clocks_until_sent as until')
        .whereRef('until.case_id', '=', 'c.id')
        .select('until.clocks')
        .as('clocks_until_sent'),
    ])
  if (actor.kind !== 'contact') return query
  const { accountId, contactId } = actor
  return query.where('c.account_id', '=', accountId).where(
    sql<boolean>`may_see_case(c.id, c.contact_id, c.is_private, ${contactId}::uuid,
        (select reads_company(${accountId}::uuid)), (select watched_cases(${contactId}::uuid)))`,
  )
}

export type FoundCase = Awaited<ReturnType<ReturnType<typeof visibleCases>['execute']>>[number]

/** The case of a reference. Throws 404 where it is absent or not to be seen: both look the same. */
export async function findCase(ctx: Context, tx: Tx, reference: string): Promise<FoundCase> {
  const found = await visibleCases(tx, ctx.actor).where('c.reference', '=', reference).executeTakeFirst()
  if (found === undefined) throw notFound('case')
  return found
}

/** The same, locked until the transaction ends: what is decided next about this case is decided alone. */
export async function lockCase(ctx: Context, tx: Tx, reference: string): Promise<FoundCase> {
  await tx.selectFrom('cases').select('id').where('reference', '=', reference).forUpdate().execute()
  return findCase(ctx, tx, reference)
}

export async function referenceOf(tx: Tx, id: CaseId): Promise<string> {
  const row = await tx.selectFrom('cases').select('reference').where('id', '=', id).executeTakeFirst()
  if (row === undefined) throw notFound('case')
  return row.reference
}
