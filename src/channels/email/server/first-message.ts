import '#desk/cases/server/tables.ts'
import type { Tx } from '#platform/context.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'

/** The entry that a case was opened with. */
export async function firstMessage(tx: Tx, caseId: CaseId): Promise<EntryId | null> {
  const first = await tx
    .selectFrom('entries')
    .select('id')
    .where('case_id', '=', caseId)
    .where('kind', '=', 'message')
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return first?.id ?? null
}
