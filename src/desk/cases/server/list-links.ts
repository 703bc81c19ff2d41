import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { LinkView } from '#desk/cases/domain/work-contract.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/** The cases that one has to do with, oldest link first. For staff. */
export async function listLinks(ctx: Context, input: { reference: string }): Promise<{ items: LinkView[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const found = await findCase(ctx, tx, input.reference)
    return { items: await readLinks(tx, found.id) }
  })
}

export async function readLinks(tx: Tx, caseId: CaseId): Promise<LinkView[]> {
  const rows = await tx
    .selectFrom('case_links as link')
    .innerJoin('cases as far', (join) =>
      join.on(
        'far.id',
        '=',
        sql<CaseId>`case when link.case_id = ${caseId} then link.other_id else link.case_id end`,
      ),
    )
    .innerJoin('accounts as account', 'account.id', 'far.account_id')
    .select(['link.id', 'link.kind', 'link.case_id'])
    .select(['far.reference', 'far.subject', 'far.status', 'account.id as account_id', 'account.name'])
    .where((eb) => eb.or([eb('link.case_id', '=', caseId), eb('link.other_id', '=', caseId)]))
    .orderBy('link.made_at')
    .orderBy('link.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    outward: row.case_id === caseId,
    case: {
      reference: row.reference,
      subject: row.subject,
      status: row.status,
      account: { id: row.account_id, name: row.name },
    },
  }))
}
