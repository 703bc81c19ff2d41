import './rank-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'

/**
 * Whoever changes an account's ranking does so alone until the transaction ends. Locked before any case.
 * @returns the version that a change is made from
 */
export async function lockRanking(tx: Tx, accountId: AccountId): Promise<number> {
  await tx
    .insertInto('account_rankings')
    .values({ account_id: accountId, version: 0, changed_at: null, changed_by: null })
    .onConflict((conflicting) => conflicting.doNothing())
    .execute()
  const row = await tx
    .selectFrom('account_rankings')
    .select('version')
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.version
}

/** The ranking is another one from here on; whoever has it on screen hears so. */
export async function raiseRanking(
  ctx: Context,
  tx: Tx,
  accountId: AccountId,
  version: number,
): Promise<void> {
  await tx
    .updateTable('account_rankings')
    .set({ version, changed_at: ctx.now, changed_by: ctx.actor.name })
    .where('account_id', '=', accountId)
    .execute()
  await announce(tx, { topic: 'ranking', id: accountId, version, accountId })
}
