import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import { lockAgreement } from './lock-agreement.ts'

/** Deletes a draft: it promised nothing. What was active stays for ever. */
export async function deleteDraft(ctx: Context, { id }: { id: string }): Promise<undefined> {
  requireVendor(ctx, 'manager')
  await ctx.transaction(async (tx) => {
    const found = await lockAgreement(tx, id as AgreementId)
    if (found.state !== 'draft')
      throw conflict('not_a_draft', 'Only a draft can be deleted; an agreement is cancelled.')
    await tx.deleteFrom('subscription_lines').where('agreement_id', '=', found.id).execute()
    await tx.deleteFrom('agreements').where('id', '=', found.id).execute()
    await record(ctx, tx, {
      action: 'agreement.deleted',
      subjectType: 'agreement',
      subjectId: found.id,
      accountId: found.account_id,
    })
  })
  return undefined
}
