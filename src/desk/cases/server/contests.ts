import './rank-tables.ts'
import type { Selectable } from 'kysely'
import type { ContestView } from '#desk/cases/domain/rank-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { Database } from '#platform/db/database.ts'
import type { CaseId } from '#platform/ids.ts'

type ContestRow = Selectable<Database['contests']>

/** What we contested of a case's rank and priority, newest first. */
export async function listContests(
  ctx: Context,
  input: { reference: string },
): Promise<{ items: ContestView[] }> {
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    return { items: await contestsOf(tx, found.id) }
  })
}

export async function contestsOf(tx: Tx, caseId: CaseId): Promise<ContestView[]> {
  const rows = await tx
    .selectFrom('contests')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(contestViewOf)
}

export function contestViewOf(row: ContestRow): ContestView {
  return {
    id: row.id,
    about: row.about,
    reason: row.reason,
    at: row.at.toISOString(),
    by: row.by_name,
    state: row.state,
    settledAt: row.settled_at?.toISOString() ?? null,
    settledBy: row.settled_by,
    answer: row.answer,
  }
}

/** What the customer has changed themselves since is not contested any more. */
export async function settleByCustomer(
  ctx: Context,
  tx: Tx,
  caseId: CaseId,
  about: ContestView['about'],
): Promise<void> {
  await settleOpen(ctx, tx, caseId, about, { state: 'changed', answer: null })
}

/** Settles what is open about it, if anything is. The case has to be locked by the caller. */
export async function settleOpen(
  ctx: Context,
  tx: Tx,
  caseId: CaseId,
  about: ContestView['about'],
  { state, answer }: Pick<ContestView, 'state' | 'answer'>,
): Promise<void> {
  await tx
    .updateTable('contests')
    .set({ state, settled_at: ctx.now, settled_by: ctx.actor.name, answer })
    .where('case_id', '=', caseId)
    .where('about', '=', about)
    .where('state', '=', 'open')
    .execute()
}
