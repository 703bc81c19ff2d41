import { lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { takeCustomerMessage } from '#desk/cases/server/take-customer-message.ts'
import type { Context } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { CaseId, EntryId } from '#platform/ids.ts'

type Received = { caseId: CaseId; body: string; attachmentIds?: readonly string[]; at: Date }

/**
 * Takes a contact's mail on one of their account's cases, by the time it was received. The context's actor is
 * that contact. Answers with the case it went to: a follow-up where the case was closed.
 */
export async function receiveMessage(
  ctx: Context,
  input: Received,
): Promise<{ reference: string; entryId: EntryId }> {
  if (ctx.actor.kind !== 'contact')
    throw forbidden('permission_missing', 'Only a contact writes as a customer.')
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, await referenceOf(tx, input.caseId))
    const { body, attachmentIds, at } = input
    return takeCustomerMessage(ctx, tx, found, { body, attachmentIds, at, channel: 'email' })
  })
}
