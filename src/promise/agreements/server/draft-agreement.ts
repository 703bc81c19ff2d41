import './tables.ts'
import type { z } from 'zod'
import { record } from '#platform/audit.ts'
import { requireVendor, type Context } from '#platform/context.ts'
import { type AccountId, type AgreementId, newId } from '#platform/ids.ts'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import { draftTerms } from '#promise/agreements/domain/agreement-contract.ts'
import { creditRuleColumn, packageColumns, writeLines } from './draft-rows.ts'

type DraftAgreement = z.input<typeof draftTerms> & { accountId: string }

/** Drafts an agreement on the published version of a package. Nothing is promised before it is active (SPEC 2.2). */
export async function draftAgreement(ctx: Context, input: DraftAgreement): Promise<{ id: AgreementId }> {
  requireVendor(ctx, 'manager')
  const { accountId: account, ...terms } = input
  const accountId = account as AccountId
  const { packageCode, coverageZone, startsOn, endsOn, lines, deviations, creditRule } =
    draftTerms.parse(terms)
  const id = newId<AgreementId>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    await requireAccount(tx, accountId)
    await tx
      .insertInto('agreements')
      .values({
        id,
        account_id: accountId,
        ...(await packageColumns(tx, packageCode, deviations)),
        credit_rule: creditRuleColumn(creditRule ?? null),
        coverage_zone: coverageZone,
        starts_on: startsOn,
        ends_on: endsOn,
        first_starts_on: startsOn,
        renews_id: null,
        created_at: ctx.now,
      })
      .execute()
    await writeLines(tx, { id, accountId, startsOn, endsOn, now: ctx.now }, lines)
    await record(ctx, tx, { action: 'agreement.drafted', subjectType: 'agreement', subjectId: id, accountId })
    return { id }
  })
}
