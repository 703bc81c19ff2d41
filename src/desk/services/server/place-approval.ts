import '#desk/cases/server/service-tables.ts'
import type { ServiceTerms } from '#desk/services/server/service-terms.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { type AccountId, type CaseId, newId } from '#platform/ids.ts'
import { carryApprovals } from '#promise/agreements/server/carry-approvals.ts'

type Approval = {
  accountId: AccountId
  service: string
  name: string
  caseId: CaseId
  note: string | null
  endsOn: string | null
}

/**
 * Writes an approval under the locked agreement, and into its renewal where that is active already. The database
 * holds that there is a place for it and that there is one at a time.
 */
export async function placeApproval(
  ctx: Context,
  tx: Tx,
  terms: ServiceTerms,
  approval: Approval,
): Promise<string> {
  const id = newId<string>(ctx.now.getTime())
  try {
    await tx
      .insertInto('service_approvals')
      .values({
        id,
        account_id: approval.accountId,
        agreement_id: terms.id,
        service: approval.service,
        approved_at: ctx.now,
        approved_by: ctx.actor.name,
        starts_on: terms.today,
        ends_on: approval.endsOn,
        note: approval.note,
        case_id: approval.caseId,
      })
      .execute()
  } catch (error) {
    throw refusalOf(error, approval.name) ?? error
  }
  const renewals = await tx
    .selectFrom('agreements')
    .select(['id', 'account_id', 'renews_id', 'starts_on', 'terms'])
    .where('renews_id', '=', terms.id)
    .where('state', '=', 'active')
    .execute()
  for (const renewal of renewals) await carryApprovals(ctx, tx, renewal)
  return id
}

function refusalOf(error: unknown, name: string): Error | undefined {
  if (!(error instanceof Error) || !('constraint' in error)) return undefined
  if (error.constraint === 'service_places')
    return conflict(
      'places_taken',
      `All places for “${name}” are taken. Nothing was approved: revoke another approval or add a place first.`,
    )
  if (error.constraint === 'one_approval_in_force')
    return conflict('approved_already', `“${name}” is approved for this customer already.`)
  return undefined
}
