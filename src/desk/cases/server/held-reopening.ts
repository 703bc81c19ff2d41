import './tables.ts'
import { sql } from 'kysely'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { isReopenedTooOften, reopeningsSinceMs } from '#desk/cases/domain/reopen-cap.ts'
import type { Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/**
 * What stands beside a mail that would reopen a case once more than mail may within a day: the message is taken, and
 * people decide. Null where it may reopen. The case is locked by the caller.
 * @param atMs when the message was received
 */
export async function heldReopening(tx: Tx, caseId: CaseId, atMs: number): Promise<EntryEvent | null> {
  const { n } = await tx
    .selectFrom('entries')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('case_id', '=', caseId)
    .where('kind', '=', 'event')
    .where('channel', '=', 'email')
    .where('author_kind', '=', 'contact')
    .where('at', '>', new Date(reopeningsSinceMs(atMs)))
    .where(
      sql<boolean>`(event ->> 'type' = 'followed_up' or (event ->> 'type' = 'status' and event ->> 'from' = 'solved'))`,
    )
    .executeTakeFirstOrThrow()
  return isReopenedTooOften(Number(n)) ? { type: 'reopening_held', reopened: Number(n) } : null
}
