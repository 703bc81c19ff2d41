import './rank-tables.ts'
import './tables.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import type { CaseChange } from '#desk/cases/server/record-on-case.ts'
import { wakeLater } from '#desk/cases/server/wake-case.ts'
import type { Tx } from '#platform/context.ts'
import { sql } from 'kysely'

/** What ends with a case, and comes back with a close that is taken back: its place among the ranked, its snooze. */
export type EndedByClose = { place?: number; snoozed?: { until: string; reason: string } }

/**
 * What closing a locked case will end, for the audit note of the close; empty where it ends nothing.
 * @param set what else changes with the close: who hands a case over ends its snooze anyway
 */
export async function endsWithClose(
  tx: Tx,
  found: FoundCase,
  set: CaseChange,
): Promise<{ ended?: EndedByClose }> {
  const rank = await tx
    .selectFrom('case_ranks')
    .select('place')
    .where('case_id', '=', found.id)
    .executeTakeFirst()
  const { snoozed_until: until, snooze_reason: reason } = found
  const isSnoozed = until !== null && reason !== null && set.assignee_id === undefined
  if (rank === undefined && !isSnoozed) return {}
  const ended: EndedByClose = {
    ...(rank !== undefined && { place: rank.place }),
    ...(isSnoozed && { snoozed: { until: until.toISOString(), reason } }),
  }
  return { ended }
}

/** What the close of a locked case ended, by its audit note. */
export async function readEndedByClose(tx: Tx, { reference, closed_at }: FoundCase): Promise<EndedByClose> {
  const row = await tx
    .selectFrom('audit_log')
    .select(sql<EndedByClose>`detail->'ended'`.as('ended'))
    .where('subject_type', '=', 'case')
    .where('subject_id', '=', reference)
    .where('action', 'in', ['case.closed', 'case.changed'])
    .where('at', '=', closed_at)
    .where(sql<boolean>`detail ? 'ended'`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.ended ?? {}
}

/** The columns of a snooze that goes on. */
export function snoozedAgain(found: FoundCase, { snoozed }: EndedByClose): CaseChange {
  if (snoozed === undefined || found.assignee_id === null) return {}
  return { snoozed_until: new Date(snoozed.until), snooze_reason: snoozed.reason }
}

/**
 * Once the case is open again: its place, if no other case was given it, what was contested of it, and the job that
 * wakes it. The ranking has to be locked by the caller.
 * @param found the case as it was closed
 */
export async function putBack(tx: Tx, found: FoundCase, { place, snoozed }: EndedByClose): Promise<void> {
  const isRanked = place !== undefined && (await takePlace(tx, found, place))
  // Those that ended with the case, and no earlier one: the close settled them at its own time.
  let over = tx
    .updateTable('contests')
    .set({ state: 'open', settled_at: null })
    .where('case_id', '=', found.id)
    .where('state', '=', 'over')
    .where('settled_at', '=', found.closed_at)
  if (!isRanked) over = over.where('about', '=', 'priority')
  await over.execute()
  if (snoozed !== undefined) await wakeLater(tx, found.id, new Date(snoozed.until))
}

async function takePlace(tx: Tx, { id, account_id }: FoundCase, place: number): Promise<boolean> {
  const taken = await tx
    .insertInto('case_ranks')
    .values({ case_id: id, account_id, place })
    .onConflict((conflicting) => conflicting.doNothing())
    .returning('case_id')
    .executeTakeFirst()
  return taken !== undefined
}
