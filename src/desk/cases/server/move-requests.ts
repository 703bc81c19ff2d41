import './portal-tables.ts'
import './tables.ts'
import type { RequestFile } from '#desk/cases/domain/request-contract.ts'
import type { Move } from '#desk/cases/server/move-to-contact.ts'
import type { Moved } from '#people/accounts/server/merge-tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { FileId } from '#platform/ids.ts'

/** Open requests among colleagues go over with their files; one between the two themselves is withdrawn. */
export async function moveRequests(ctx: Context, tx: Tx, { from, to }: Move): Promise<Moved['requests']> {
  const [asker, asked] = ['asker_id', 'asked_id'] as const
  const pairs = [
    { column: asker, other: asked, as: 'asker' },
    { column: asked, other: asker, as: 'asked' },
  ] as const
  const moved: Moved['requests'] = []
  for (const { column, other, as } of pairs) {
    await tx
      .updateTable('case_requests')
      .set({ state: 'withdrawn', answered_at: ctx.now })
      .where(column, '=', from.id)
      .where(other, '=', to.id)
      .where('state', '=', 'open')
      .execute()
    const rows = await tx
      .updateTable('case_requests')
      .set({ [column]: to.id })
      .where(column, '=', from.id)
      .where('state', '=', 'open')
      .returning(['id', 'files'])
      .execute()
    if (as === 'asked') await moveFiles(tx, { from, to }, rows)
    moved.push(...rows.map(({ id }) => ({ id, as })))
  }
  return moved
}

/** What was handed over with requests is the asked one's, who alone can read and attach it. */
async function moveFiles(
  tx: Tx,
  { from, to }: Pick<Move, 'from' | 'to'>,
  requests: readonly { files: readonly RequestFile[] }[],
): Promise<void> {
  const ids = requests.flatMap(({ files }) => files.map(({ id }) => id as FileId))
  if (ids.length === 0) return
  await tx
    .updateTable('files')
    .set({ uploaded_by: `contact:${to.id}` })
    .where('id', 'in', ids)
    .where('entry_id', 'is', null)
    .where('uploaded_by', '=', `contact:${from.id}`)
    .execute()
}

export async function moveRequestsBack(tx: Tx, { from, to }: Move, moved: Moved['requests']): Promise<void> {
  for (const { id, as } of moved) {
    const [column, other] =
      as === 'asker' ? (['asker_id', 'asked_id'] as const) : (['asked_id', 'asker_id'] as const)
    const rows = await tx
      .updateTable('case_requests')
      .set({ [column]: to.id })
      .where('id', '=', id)
      .where(column, '=', from.id)
      .where(other, '<>', to.id)
      .where('state', '=', 'open')
      .returning('files')
      .execute()
    if (as === 'asked') await moveFiles(tx, { from, to }, rows)
  }
}
