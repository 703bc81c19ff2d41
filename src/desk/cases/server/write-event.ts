import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/** Puts something that happened outside the desk on a case's timeline. */
export async function writeEvent(
  ctx: Context,
  tx: Tx,
  input: { caseId: CaseId; event: EntryEvent },
): Promise<void> {
  const found = await lockCase(ctx, tx, await referenceOf(tx, input.caseId))
  await recordOnCase(ctx, tx, found, [{ kind: 'event', event: input.event, channel: 'email' }])
}
