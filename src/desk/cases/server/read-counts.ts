import './tables.ts'
import '#desk/lines/server/tables.ts'
import '#people/accounts/server/tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'

/**
 * The numbers beside views and tabs, kept as cases move. Staff: `mine:<status>`, `line:<n>:<status>`,
 * `unassigned:<n>:<status>` and `triage`; customers: `company:<status>` of their account.
 */
export async function readCounts(ctx: Context): Promise<{ counts: Record<string, number> }> {
  const { actor } = ctx
  return ctx.transaction(async (tx) => {
    if (actor.kind === 'contact' && !(await seesCompany(tx, actor.accountId))) return { counts: {} }
    const own =
      actor.kind === 'contact'
        ? `account:${actor.accountId}:`
        : actor.kind === 'staff'
          ? `assignee:${actor.staffId}:`
          : ''
    const rows = await tx
      .selectFrom('kept_counts')
      .select((eb) => ['key', eb.fn.sum<number>('n').as('n')])
      .where((eb) =>
        actor.kind === 'contact'
          ? eb('key', 'like', `${own}%`)
          : eb.or([
              eb('key', 'like', 'line:%'),
              eb('key', 'like', 'unassigned:%'),
              eb('key', '=', 'triage'),
              ...(own === '' ? [] : [eb('key', 'like', `${own}%`)]),
            ]),
      )
      .groupBy('key')
      .execute()
    const ownName = actor.kind === 'contact' ? 'company:' : 'mine:'
    return {
      counts: Object.fromEntries(
        rows.map(({ key, n }) => [
          own !== '' && key.startsWith(own) ? ownName + key.slice(own.length) : key,
          Number(n),
        ]),
      ),
    }
  })
}

/** Where everyone sees their own cases only, the account's numbers would tell of the others'. */
async function seesCompany(tx: Tx, id: AccountId): Promise<boolean> {
  const account = await tx
    .selectFrom('accounts')
    .select('case_visibility')
    .where('id', '=', id)
    .executeTakeFirst()
  return account?.case_visibility === 'company'
}
