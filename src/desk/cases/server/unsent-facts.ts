import './tables.ts'
import type { TimelineFact } from '#desk/cases/domain/clock-events-of.ts'
import { clocksAsWritten } from '#desk/cases/server/clocks-of-case.ts'
import type { Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import type { DerivedClocks } from '#promise/clocks/server/store-clocks.ts'

/** What a message that may still be taken back means for the clocks: they count from the click (SPEC 4.3). */
export async function readUnsentFacts(tx: Tx, caseId: CaseId): Promise<TimelineFact[]> {
  const unsent = await tx
    .selectFrom('clocks_until_sent')
    .select(['sent_at', 'status_to'])
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  if (unsent === undefined) return []
  const at = unsent.sent_at.getTime()
  const message: TimelineFact = { at, kind: 'message', visibility: 'public', author: 'staff', event: null }
  const to = unsent.status_to
  if (to === null) return [message]
  // Clocks care for where a status goes, not for where it comes from.
  return [message, { ...message, kind: 'event', event: { type: 'status', from: to, to } }]
}

/** Both in the order in which they happened. */
export function withUnsentFacts(
  entries: readonly TimelineFact[],
  unsent: readonly TimelineFact[],
): TimelineFact[] {
  return unsent.length === 0 ? [...entries] : [...entries, ...unsent].toSorted((a, b) => a.at - b.at)
}

/** Keeps what customers read of the clocks until the message has left. */
export async function clocksWithoutUnsent(tx: Tx, caseId: CaseId, derived: DerivedClocks): Promise<void> {
  await tx
    .updateTable('clocks_until_sent')
    .set({ clocks: clocksAsWritten(derived) })
    .where('case_id', '=', caseId)
    .execute()
}
