import './tables.ts'
import '#promise/packages/server/tables.ts'
import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { DraftEffect } from '#promise/packages/domain/draft-contract.ts'
import { differs, renewing, renewingTerms, type TermsGroup } from './renewing-terms.ts'

const listed = 50

/**
 * What publishing the draft would change when agreements are renewed (SPEC 2.5): which of them would have something
 * otherwise, where more people hold a seat than there would be, and which requests and approvals lose their
 * ground. Nothing of it happens by publishing alone. For admins; changes nothing.
 */
export async function readDraftEffect(ctx: Context, { id }: { id: string }): Promise<DraftEffect> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { version, groups } = await renewingTerms(ctx, tx, id)
    const live = await tx
      .selectFrom('catalogue_editions')
      .select((eb) => eb.fn.max('version').as('version'))
      .executeTakeFirst()
    const changed = groups.filter(differs).toSorted(byPackage)
    return {
      version,
      comparedWith: live?.version ?? 0,
      agreements: sumOf(groups),
      differing: sumOf(changed),
      groups: changed.map(({ terms, agreements, changes, leftOut }) => ({
        package: terms.code,
        packageName: terms.name,
        edition: terms.version,
        agreements,
        changes,
        ...(leftOut.length > 0 && { leftOut }),
      })),
      overCap: await overCap(ctx, tx, groups),
      lost: await lostGround(ctx, tx, groups),
    }
  })
}

/** Packages by name, the newest edition first. */
function byPackage({ terms: one }: TermsGroup, { terms: other }: TermsGroup): number {
  return one.name.localeCompare(other.name) || other.version - one.version
}

function sumOf(groups: readonly TermsGroup[]): number {
  return groups.reduce((sum, { agreements }) => sum + agreements, 0)
}

async function overCap(ctx: Context, tx: Tx, groups: readonly TermsGroup[]): Promise<DraftEffect['overCap']> {
  const caps = groups.flatMap(({ hash, next }) => (next === undefined ? [] : [{ hash, cap: next.seats }]))
  const { rows } = await sql<DraftEffect['overCap']['items'][number] & { count: number }>`
    select a.id "agreementId", a.account_id "accountId", c.name account, a.terms ->> 'name' "packageName",
      held.n held, caps.cap, count(*) over ()::int count
    from ${renewing(ctx.now)} a
    join jsonb_to_recordset(${JSON.stringify(caps)}::jsonb) as caps (hash text, cap int) on caps.hash = a.hash
    join accounts c on c.id = a.account_id
    cross join lateral (select count(*)::int n from seats s where s.agreement_id = a.id and s.state = 'active') held
    where held.n > caps.cap
    order by held.n - caps.cap desc, c.name, a.id limit ${listed}`.execute(tx)
  return counted(rows)
}

/** Services on request that a package has now and would not have then. */
function lostServices({ hash, terms, next }: TermsGroup): { hash: string; service: string; name: string }[] {
  return Object.entries(terms.services).flatMap(([service, { name, availability }]) => {
    const then = next?.services[service]?.availability.kind ?? 'not_included'
    return availability.kind === 'on_request' && then === 'not_included' ? [{ hash, service, name }] : []
  })
}

async function lostGround(ctx: Context, tx: Tx, groups: readonly TermsGroup[]): Promise<DraftEffect['lost']> {
  const lost = groups.flatMap(lostServices)
  if (lost.length === 0) return { count: 0, items: [] }
  const { rows } = await sql<DraftEffect['lost']['items'][number] & { count: number }>`
    with lost as (
      select a.id, a.account_id, c.name account, a.terms ->> 'name' package_name, l.service, l.name
      from ${renewing(ctx.now)} a
      join jsonb_to_recordset(${JSON.stringify(lost)}::jsonb) as l (hash text, service text, name text)
        on l.hash = a.hash
      join accounts c on c.id = a.account_id
    ), found as (
      select 'case' kind, k.reference, l.account_id, l.account, l.package_name, l.name
      from lost l join cases k on k.account_id = l.account_id and k.type = 'request' and k.service = l.service
        and k.status in ('new', 'in_progress', 'waiting_customer', 'waiting_other')
      union all
      select 'approval', null, l.account_id, l.account, l.package_name, l.name
      from lost l join service_approvals p on p.agreement_id = l.id and p.service = l.service
        and p.revoked_at is null
    )
    select kind, reference, account_id "accountId", account, package_name "packageName", name service,
      count(*) over ()::int count
    from found order by account, kind, reference limit ${listed}`.execute(tx)
  return counted(rows)
}

/** Rows that each carry how many there are in all. */
function counted<Row extends { count: number }>(rows: Row[]): { count: number; items: Omit<Row, 'count'>[] } {
  return { count: rows[0]?.count ?? 0, items: rows.map(({ count: _count, ...item }) => item) }
}
