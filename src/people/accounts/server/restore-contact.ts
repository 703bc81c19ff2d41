import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { ContactId } from '#platform/ids.ts'
import type { ContactRecord } from '../domain/account-contract.ts'
import { contactRecord } from './contact-record.ts'

/**
 * Makes somebody a contact again who had ended; a seat is given anew. For managers and admins. Throws
 * `contact_merged` for somebody who was merged with another: that is undone instead.
 */
export async function restoreContact(ctx: Context, { id }: { id: string }): Promise<ContactRecord> {
  requireVendor(ctx, 'manager')
  const contactId = id as ContactId
  return ctx.transaction(async (tx) => {
    await refuseMerged(tx, contactId)
    const restored = await tx
      .updateTable('contacts')
      .set((eb) => ({ ended_at: null, version: eb('version', '+', 1) }))
      .where('id', '=', contactId)
      .where('ended_at', 'is not', null)
      .returning('account_id')
      .executeTakeFirst()
    if (restored !== undefined) {
      await record(ctx, tx, {
        action: 'contact.restored',
        subjectType: 'contact',
        subjectId: contactId,
        accountId: restored.account_id,
      })
    }
    return contactRecord(tx, contactId, ctx.now)
  })
}

async function refuseMerged(tx: Tx, id: ContactId): Promise<void> {
  const found = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', id)
    .where('merged_into', 'is not', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (found !== undefined)
    throw conflict('contact_merged', 'This contact was merged with another. Undo that instead.')
}
