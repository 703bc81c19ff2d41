import { type Context, requireVendor } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import type { ContactRecord } from '../domain/account-contract.ts'
import { contactRecord } from './contact-record.ts'

/** One contact. For staff. */
export async function showContact(ctx: Context, { id }: { id: string }): Promise<ContactRecord> {
  requireVendor(ctx, 'agent')
  return ctx.transaction((tx) => contactRecord(tx, id as ContactId, ctx.now))
}
