import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { endContactInput } from '../domain/account-input.ts'
import { readContact } from './read-contact.ts'

/**
 * Ends a contact: from now on they sign in nowhere and their mail is a stranger's. What they wrote stays.
 * Emits `contact.ended`. For managers, admins and the product itself.
 */
export async function endContact(ctx: Context, input: z.input<typeof endContactInput>): Promise<void> {
  requireVendor(ctx, 'manager')
  const { contactId } = endContactInput.parse(input)
  await ctx.transaction(async (tx) => {
    const ended = await tx
      .updateTable('contacts')
      .set((eb) => ({ ended_at: ctx.now, version: eb('version', '+', 1) }))
      .where('id', '=', contactId)
      .where('ended_at', 'is', null)
      .returning('account_id')
      .executeTakeFirst()
    if (ended === undefined) {
      if ((await readContact(tx, contactId)) === undefined) throw notFound('contact')
      return
    }
    const accountId = ended.account_id
    await record(ctx, tx, {
      action: 'contact.ended',
      subjectType: 'contact',
      subjectId: contactId,
      accountId,
    })
    await emit(ctx, tx, { name: 'contact.ended', payload: { contactId, accountId } })
  })
}
