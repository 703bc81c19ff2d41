import type { unlinkCasesEndpoint } from '#desk/cases/domain/work-contract.ts'
import { findCase, referenceOf } from '#desk/cases/server/case-query.ts'
import { lockBoth, tellBoth } from '#desk/cases/server/link-cases.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { LinkId } from '#platform/ids.ts'

/** Removes a link from both of its cases; one that is gone already stays gone. */
export async function unlinkCases(
  ctx: Context,
  input: InputOf<typeof unlinkCasesEndpoint>,
): Promise<undefined> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const asked = await findCase(ctx, tx, input.reference)
    const row = await tx
      .selectFrom('case_links')
      .selectAll()
      .where('id', '=', input.id as LinkId)
      .where((eb) => eb.or([eb('case_id', '=', asked.id), eb('other_id', '=', asked.id)]))
      .executeTakeFirst()
    if (row === undefined) return undefined
    const references = [await referenceOf(tx, row.case_id), await referenceOf(tx, row.other_id)] as const
    const [found, other] = await lockBoth(ctx, tx, ...references)
    const removed = await tx.deleteFrom('case_links').where('id', '=', row.id).returning('id').execute()
    if (removed.length > 0) await tellBoth(ctx, tx, 'unlinked', { kind: row.kind, found, other })
    return undefined
  })
}
