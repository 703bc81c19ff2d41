import '#desk/cases/server/service-tables.ts'
import { sql } from 'kysely'
import type { CapacityView, setCapacityEndpoint } from '#desk/services/domain/contract.ts'
import { onRequestServices } from '#desk/services/server/service-terms.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { publishedPackages } from '#promise/packages/server/list-packages.ts'

/** How many approvals of each on-request service there may be at the same time, and how many there are. For staff. */
export async function listCapacities(ctx: Context): Promise<{ items: CapacityView[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => ({ items: await capacities(ctx, tx) }))
}

/**
 * Managers say how many there may be; null is no limit. What is approved already stays, also where it is more.
 * Throws `changed_meanwhile` for an older version.
 */
export async function setCapacity(
  ctx: Context,
  { service, places, version }: InputOf<typeof setCapacityEndpoint>,
): Promise<CapacityView> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    // Approvals of this service wait for it, and it for them.
    await sql`select pg_advisory_xact_lock(hashtextextended(${service}, 24))`.execute(tx)
    const stored = (await capacities(ctx, tx)).find((one) => one.service === service)
    if (stored === undefined) throw notFound('service')
    requireVersion('number of places', stored.version, version)
    const row = { places, version: version + 1, set_by: ctx.actor.name, set_at: ctx.now }
    await tx
      .insertInto('service_capacities')
      .values({ service, ...row })
      .onConflict((known) => known.column('service').doUpdateSet(row))
      .execute()
    await record(ctx, tx, {
      action: 'service.capacity_set',
      subjectType: 'service',
      subjectId: service,
      detail: { from: stored.places, to: places },
    })
    return { ...stored, places, version: version + 1 }
  })
}

async function capacities(ctx: Context, tx: Tx): Promise<CapacityView[]> {
  const offered = new Map(
    (await publishedPackages(tx)).flatMap(onRequestServices).map(({ service, name }) => [service, name]),
  )
  if (offered.size === 0) return []
  const today = ctx.now.toISOString().slice(0, 10)
  const { rows } = await sql<{
    service: string
    places: number | null
    version: number | null
    taken: number
  }>`
    select asked.service, c.places, c.version, service_places_taken(asked.service, ${today}::date, 'infinity') taken
    from unnest(${[...offered.keys()]}::text[]) with ordinality asked (service, at)
    left join service_capacities c on c.service = asked.service order by asked.at`.execute(tx)
  return rows.map(({ service, places, version, taken }) => ({
    service,
    name: offered.get(service) ?? service,
    places,
    taken,
    version: version ?? 0,
  }))
}
