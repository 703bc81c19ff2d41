import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type AccountId, type AgreementId, newId } from '#platform/ids.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

type Renewal = {
  id: AgreementId
  account_id: AccountId
  renews_id: AgreementId | null
  starts_on: string
  terms: PackageVersion | null
}

/**
 * Approvals of on-request services go on when an agreement is renewed, as long as its package still offers the
 * service on request and the approval reaches that far. They take no new place, and are carried once.
 */
export async function carryApprovals(ctx: Context, tx: Tx, renewal: Renewal): Promise<void> {
  const { renews_id: renewsId, terms } = renewal
  if (renewsId === null || terms === null) return
  const held = await tx
    .selectFrom('service_approvals as held')
    .selectAll('held')
    .where('held.agreement_id', '=', renewsId)
    .where('held.revoked_at', 'is', null)
    .where((eb) => eb.or([eb('held.ends_on', 'is', null), eb('held.ends_on', '>', renewal.starts_on)]))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('service_approvals as there')
            .select('there.id')
            .where('there.agreement_id', '=', renewal.id)
            .whereRef('there.service', '=', 'held.service')
            .where('there.revoked_at', 'is', null),
        ),
      ),
    )
    .orderBy('held.service')
    .execute()
  const offered = held.filter((one) => terms.services[one.service]?.availability.kind === 'on_request')
  if (offered.length === 0) return
  await tx
    .insertInto('service_approvals')
    .values(
      offered.map((one) => ({
        id: newId<string>(ctx.now.getTime()),
        account_id: renewal.account_id,
        agreement_id: renewal.id,
        service: one.service,
        approved_at: one.approved_at,
        approved_by: one.approved_by,
        starts_on: renewal.starts_on,
        ends_on: one.ends_on,
        note: one.note,
        case_id: one.case_id,
        carried_from: one.id,
      })),
    )
    .execute()
}
