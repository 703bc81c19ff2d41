import { sql } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { applyDeviations } from '#promise/agreements/domain/apply-deviations.ts'
import { type Calendar, calendarSchema, type PublishedHours } from '#promise/calendars/domain/calendar.ts'
import type { CaseEffect } from '#promise/clocks/domain/case-effect-contract.ts'
import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { readDraftPackages } from '#promise/packages/server/read-draft-packages.ts'
import { type CaseGroup, openCaseGroups } from './open-case-groups.ts'
import { groupKey, type Prospect, readCaseEffect, type Waiting } from './read-case-effect.ts'

/**
 * How the open cases would look under the draft of the next edition, before it is published. For admins; changes
 * nothing, and nothing of it happens by publishing: agreements keep their terms, and clocks that run keep theirs
 * (SPEC 4.5). What was negotiated holds over the draft as it does over an edition. 400 `invalid_catalogue` where the
 * draft cannot be published.
 */
export async function readDraftCaseEffect(
  ctx: Context,
  { id }: { id: string },
  { reply }: Waiting,
): Promise<CaseEffect> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { packages } = await readDraftPackages(tx, id)
    const groups = await openCaseGroups(tx, 'all')
    const prospectOf = prospectUnder(packages, await publishedHours(tx, ctx.now))
    const prospects = new Map(groups.map((group) => [groupKey(group), prospectOf(group)]))
    return readCaseEffect(tx, {
      scope: 'all',
      prospects,
      now: ctx.now,
      isGone: () => reply.raw.destroyed,
    })
  })
}

/** The hours in force for each package and zone, by `package zone`. */
async function publishedHours(tx: Tx, at: Date): Promise<Map<string, PublishedHours>> {
  const { rows } = await sql<{ key: string; version: number; hours: Calendar | null }>`
    select distinct on (package_code, zone) package_code || ' ' || zone key, version, hours
    from support_calendars where starts_at <= ${at}
    order by package_code, zone, starts_at desc, version desc`.execute(tx)
  return new Map(
    rows.flatMap(({ key, version, hours }) =>
      hours === null ? [] : [[key, { version, calendar: calendarSchema.parse(hours) }] as const],
    ),
  )
}

/** The same prospect for all who would have the same terms. */
function prospectUnder(
  packages: readonly PackageVersion[],
  published: ReadonlyMap<string, PublishedHours>,
): (group: CaseGroup) => Prospect {
  const gone: Prospect = { apart: 'withoutPackage' }
  const known = new Map<string, Prospect>()
  return ({ packageCode, zone, deviations }) => {
    const standard = packages.find(({ code }) => code === packageCode)
    if (standard === undefined) return gone
    const key = JSON.stringify([packageCode, zone, deviations])
    const prospect = known.get(key) ?? prospectOf(standard, zone, deviations, published)
    known.set(key, prospect)
    return prospect
  }
}

function prospectOf(
  standard: PackageVersion,
  zone: string,
  deviations: CaseGroup['deviations'],
  published: ReadonlyMap<string, PublishedHours>,
): Prospect {
  const { terms } = applyDeviations(standard, deviations)
  const isNegotiated = deviations.some(({ path }) => path === 'supportHours')
  const hours = isNegotiated ? null : (published.get(`${standard.code} ${zone}`) ?? null)
  const then = policyOfTerms(terms, zone, { hours })
  return { policyInstead: () => then }
}
