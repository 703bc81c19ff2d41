import './tables.ts'
import '#promise/agreements/server/tables.ts'
import { readTwo } from '#desk/cases/server/merge-contacts.ts'
import type { MergeEffect, readMergeEffectEndpoint } from '#people/accounts/domain/merge-contract.ts'
import { mergeProblem } from '#people/accounts/domain/merge-rules.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { ContactId } from '#platform/ids.ts'
import { sql } from 'kysely'

/** What merging two contacts would do, before it is done. For managers and admins. */
export async function readMergeEffect(
  ctx: Context,
  { id, into }: InputOf<typeof readMergeEffectEndpoint>,
): Promise<MergeEffect> {
  requireVendor(ctx, 'manager')
  const merged = id as ContactId
  return ctx.transaction(async (tx) => {
    const { from, to } = await readTwo(tx, merged, into as ContactId)
    const whoOf = ({ id: contactId, name, email, version }: typeof from) => ({
      id: contactId,
      name,
      email,
      version,
    })
    return {
      merged: whoOf(from),
      survivor: whoOf(to),
      problem: mergeProblem(from, to)?.text ?? null,
      ...(await countWork(tx, merged)),
      certifications: await certificationsOf(tx, merged),
      seats: await seatsOf(tx, merged, to.id),
      signInEnds: from.userId !== null && from.userId !== to.userId,
      becomesAdmin: from.isAccountAdmin && !to.isAccountAdmin,
    }
  })
}

async function countWork(tx: Tx, merged: ContactId): Promise<Pick<MergeEffect, 'cases' | 'watched'>> {
  const { rows } = await sql<{ open: number; all: number; watched: number }>`
    select count(*) filter (where status not in ('solved', 'closed'))::int as open, count(*)::int as "all",
      (select count(*)::int from case_watchers where contact_id = ${merged}) as watched
    from cases where contact_id = ${merged}`.execute(tx)
  const { open = 0, all = 0, watched = 0 } = rows[0] ?? {}
  return { cases: { open, all }, watched }
}

async function certificationsOf(tx: Tx, merged: ContactId): Promise<string[]> {
  const rows = await tx
    .selectFrom('certifications')
    .select('kind')
    .distinct()
    .where('contact_id', '=', merged)
    .where('ended_at', 'is', null)
    .orderBy('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}

async function seatsOf(tx: Tx, merged: ContactId, survivor: ContactId): Promise<MergeEffect['seats']> {
  const { rows } = await sql<MergeEffect['seats'][number]>`
    select a.terms->>'name' as "packageName",
      case when exists (select from seats own where own.agreement_id = s.agreement_id and own.contact_id = ${survivor}
        and (own.state = 'active' or own.state = s.state)) then 'ends' else 'moves' end as outcome
    from seats s join agreements a on a.id = s.agreement_id
    where s.contact_id = ${merged} and s.state <> 'ended' and a.state = 'active'
    order by a.starts_on, a.id`.execute(tx)
  return rows
}
