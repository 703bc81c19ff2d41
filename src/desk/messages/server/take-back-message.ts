import './tables.ts'
import type { TakenBack } from '#desk/messages/domain/contract.ts'
import { type FoundCase, lockCase } from '#desk/cases/server/case-query.ts'
import { showToStaff } from '#desk/cases/server/send-message.ts'
import { takeUnsent, type Unsent } from '#desk/cases/server/send-off.ts'
import { putBackIntoDraft } from '#desk/messages/server/save-draft.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, forbidden, notFound } from '#platform/errors.ts'
import type { EntryId } from '#platform/ids.ts'

/**
 * Takes back what its author has just sent: message, clock stop and status are gone as if they had never been, and
 * the text is a draft again (SPEC 4.3, 5.2). Throws 409 `has_left` once it has left, 403 for somebody else's.
 */
export async function takeBackMessage(
  ctx: Context,
  input: { reference: string; id: string },
): Promise<TakenBack> {
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    const unsent = await takeOwn(ctx, tx, found, input.id as EntryId)
    await releaseFiles(tx, found, unsent)
    await showToStaff(ctx, tx, found)
    await record(ctx, tx, {
      action: 'message.taken_back',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { entryId: unsent.id },
    })
    const { solution, cause } = unsent.brings
    if (solution != null) return { solution, cause: cause ?? '', draft: null }
    return { draft: await putBackIntoDraft(ctx, tx, found, unsent.body, unsent.attachment_ids) }
  })
}

async function takeOwn(ctx: Context, tx: Tx, found: FoundCase, id: EntryId): Promise<Unsent> {
  const { unsent } = found
  const isTheirs = ctx.actor.kind === 'staff' && unsent?.author_id === ctx.actor.staffId
  if (unsent?.id === id && !isTheirs)
    throw forbidden('not_yours', 'Only whoever sent a message can take it back.')
  const taken = await takeUnsent(tx, found.id, id)
  if (taken !== undefined) return taken
  const left = await tx
    .selectFrom('entries')
    .select('id')
    .where('id', '=', id)
    .where('case_id', '=', found.id)
    .executeTakeFirst()
  if (left === undefined) throw notFound('message')
  throw conflict('has_left', 'The message has left already, so it can be taken back no more.')
}

async function releaseFiles(tx: Tx, found: FoundCase, { attachment_ids: ids }: Unsent): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('files')
    .set({ case_id: null, internal: false })
    .where('id', 'in', ids)
    .where('case_id', '=', found.id)
    .where('entry_id', 'is', null)
    .execute()
}
