import './tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AgreementId } from '#platform/ids.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import type { changeDraftEndpoint } from '#promise/agreements/domain/agreement-contract.ts'
import { creditRuleColumn, packageColumns, writeLines } from './draft-rows.ts'
import { lockAgreement } from './lock-agreement.ts'

/**
 * Writes a draft anew, on the package's newest edition. A renewal keeps the first start of its chain (SPEC 2.4).
 * Throws `changed_meanwhile` for an older version, `not_a_draft` once it is active.
 */
export async function changeDraft(ctx: Context, input: InputOf<typeof changeDraftEndpoint>): Promise<void> {
  requireVendor(ctx, 'manager')
  const { packageCode, coverageZone, startsOn, endsOn, lines, deviations, creditRule } = input.terms
  await ctx.transaction(async (tx) => {
    const found = await lockAgreement(tx, input.id as AgreementId)
    if (found.state !== 'draft')
      throw conflict('not_a_draft', 'This agreement is binding; only a draft can be changed.')
    requireVersion('draft', found.version, input.version)
    if (found.renews_id !== null && startsOn < found.first_starts_on)
      throw invalid(
        'startsOn',
        `A renewal starts after ${found.first_starts_on}, the first start of its chain.`,
      )
    await tx
      .updateTable('agreements')
      .set({
        ...(await packageColumns(tx, packageCode, deviations ?? found.deviations)),
        ...(creditRule === undefined ? {} : { credit_rule: creditRuleColumn(creditRule) }),
        coverage_zone: coverageZone,
        starts_on: startsOn,
        ends_on: endsOn,
        first_starts_on: found.renews_id === null ? startsOn : found.first_starts_on,
        version: found.version + 1,
      })
      .where('id', '=', found.id)
      .execute()
    await tx.deleteFrom('subscription_lines').where('agreement_id', '=', found.id).execute()
    const owner = { id: found.id, accountId: found.account_id, startsOn, endsOn, now: ctx.now }
    await writeLines(tx, owner, lines)
    await record(ctx, tx, {
      action: 'agreement.changed',
      subjectType: 'agreement',
      subjectId: found.id,
      accountId: found.account_id,
      detail: {
        packageCode,
        coverageZone,
        startsOn,
        endsOn,
        lines: lines.length,
        deviations: deviations?.length,
        creditRule,
      },
    })
  })
}
