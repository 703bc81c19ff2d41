import { type Context, requireVendor } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import {
  type Calendar,
  calendarFromSupportHours,
  calendarProblems,
} from '#promise/calendars/domain/calendar.ts'
import type { CaseEffect, hoursEffectEndpoint } from '#promise/clocks/domain/case-effect-contract.ts'
import type { ClockPolicy } from '#promise/clocks/domain/clock-policy.ts'
import { type CaseGroup, openCaseGroups } from './open-case-groups.ts'
import { groupKey, type Prospect, readCaseEffect, type Waiting } from './read-case-effect.ts'

/**
 * How the open cases of a package in a coverage zone would look under other support hours, before these are
 * published. For managers; changes nothing, and nothing of it happens by publishing: clocks that run keep their hours
 * (SPEC 4.5). Hours that an agreement negotiated are its own; such cases are counted apart.
 */
export async function readHoursEffect(
  ctx: Context,
  { packageCode, zone, hours }: InputOf<typeof hoursEffectEndpoint>,
  { reply }: Waiting,
): Promise<CaseEffect> {
  requireVendor(ctx, 'manager')
  if (hours !== null && calendarProblems(hours).length > 0)
    throw invalid('hours', 'Support would never open, so no case could be due.', 'never_open')
  const scope = { packageCode, zone }
  const prospectOf = prospectUnder(hours)
  return ctx.transaction(async (tx) => {
    const groups = await openCaseGroups(tx, scope)
    const prospects = new Map(groups.map((group) => [groupKey(group), prospectOf(group)]))
    return readCaseEffect(tx, { scope, prospects, now: ctx.now, isGone: () => reply.raw.destroyed })
  })
}

/** The same prospect for all who would have the same hours, so that what is reckoned for one holds for all. */
function prospectUnder(hours: Calendar | null): (group: CaseGroup) => Prospect {
  const negotiated: Prospect = { apart: 'negotiated' }
  const byHours = new Map<string, Prospect>()
  return ({ deviations, supportHours, zone }) => {
    if (deviations.some(({ path }) => path === 'supportHours')) return negotiated
    const key = hours === null ? JSON.stringify(supportHours) : ''
    const calendar = hours ?? calendarFromSupportHours(supportHours, zone)
    const fresh: Prospect = { policyInstead: (policy: ClockPolicy) => ({ ...policy, calendar }) }
    const prospect = byHours.get(key) ?? fresh
    byHours.set(key, prospect)
    return prospect
  }
}
