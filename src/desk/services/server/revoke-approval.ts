import '#promise/agreements/server/tables.ts'
import { sql } from 'kysely'
import { lockCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import { lockAgreement } from '#promise/agreements/server/lock-agreement.ts'

/**
 * Managers take an approval back, with what a renewal has carried of it, and say why: the customer reads it on the
 * case it was asked for in. Throws `revoked_already`.
 */
export async function revokeApproval(
  ctx: Context,
  { id, reason }: { id: string; reason: string },
): Promise<{ id: string; revokedAt: string }> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const approval = await tx
      .selectFrom('service_approvals')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (approval === undefined) throw notFound('approval')
    const { service, account_id: accountId, case_id: caseId } = approval
    const { terms } = await lockAgreement(tx, approval.agreement_id)
    const found = caseId === null ? null : await lockCase(ctx, tx, await referenceOf(tx, caseId))
    const revoked = await sql<{ id: string }>`
      with recursive chain as (
        select id from service_approvals where id = ${id}
        union all
        select a.id from service_approvals a join chain on a.carried_from = chain.id
      )
      update service_approvals set revoked_at = ${ctx.now}, revoked_by = ${ctx.actor.name}, revoke_reason = ${reason}
      where id in (select id from chain) and revoked_at is null returning id`.execute(tx)
    if (!revoked.rows.some((row) => row.id === id))
      throw conflict('revoked_already', `${approval.revoked_by ?? 'Somebody'} has revoked this already.`)
    const name = terms?.services[service]?.name ?? service
    if (found !== null)
      await recordOnCase(ctx, tx, found, [
        { kind: 'event', event: { type: 'service_revoked', service, name, reason }, channel: 'desk' },
      ])
    await record(ctx, tx, {
      action: 'service.revoked',
      subjectType: 'account',
      subjectId: accountId,
      accountId,
      detail: { service, reference: found?.reference ?? null },
    })
    return { id, revokedAt: ctx.now.toISOString() }
  })
}
