import './tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AgreementId } from '#platform/ids.ts'
import type {
  AmendmentPreview,
  previewAmendmentEndpoint,
} from '#promise/agreements/domain/amendment-contract.ts'
import { termChanges } from '#promise/agreements/domain/term-changes.ts'
import { lockAgreement } from './lock-agreement.ts'
import { readAmendment } from './read-amendment.ts'
import { termNames } from './term-names.ts'

/** What an amendment would change and charge, and what stands against it (SPEC 2.5: the effect comes first). */
export async function previewAmendment(
  ctx: Context,
  { id, change }: InputOf<typeof previewAmendmentEndpoint>,
): Promise<AmendmentPreview> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const agreement = await lockAgreement(tx, id as AgreementId)
    const { from, problems, charges, before, after } = await readAmendment(ctx, tx, agreement, change)
    const kept = new Set(after?.deviations.map(({ path }) => path))
    const changes = before.terms === null || after === null ? [] : termChanges(before.terms, after.terms)
    return {
      from,
      until: agreement.ends_on,
      problems,
      charges,
      changes,
      keptDeviations: [...kept],
      droppedDeviations:
        after === null ? [] : before.deviations.map(({ path }) => path).filter((path) => !kept.has(path)),
      names: termNames(before.terms, after?.terms ?? null),
      renewal: await renewalOf(tx, agreement.id),
    }
  })
}

/** A renewal that is agreed or drafted keeps what it says: whoever amends has to know. */
async function renewalOf(tx: Tx, id: AgreementId): Promise<AmendmentPreview['renewal']> {
  const row = await tx
    .selectFrom('agreements')
    .select(['id', 'starts_on as startsOn', 'terms'])
    .where('renews_id', '=', id)
    .where('state', 'in', ['draft', 'active'])
    .executeTakeFirst()
  return row === undefined ? null : { id: row.id, startsOn: row.startsOn, package: row.terms?.name ?? null }
}
