import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AccountId, CaseId, ContactId } from '#platform/ids.ts'
import { insertWatcher } from '#desk/cases/server/watch-case.ts'

type Opened = { caseId: CaseId; accountId: AccountId; openerId: ContactId }

/** Colleagues who follow a case from its opening. Throws 404 for anyone who is no current contact of the account. */
export async function addFirstWatchers(
  ctx: Context,
  tx: Tx,
  { caseId, accountId, openerId }: Opened,
  watcherIds: readonly string[],
): Promise<void> {
  const wanted = [...new Set(watcherIds)].filter((id) => id !== openerId)
  if (wanted.length === 0) return
  const people = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', wanted as ContactId[])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
  if (people.length !== wanted.length) throw notFound('contact')
  for (const { id } of people) await insertWatcher(ctx, tx, { caseId, accountId, contactId: id })
}
