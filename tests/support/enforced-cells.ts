import { policyOfTerms } from '#promise/clocks/domain/policy-of-terms.ts'
import { decide } from '#promise/entitlements/domain/decide.ts'
import type { Channel, Decision, DecisionInput } from '#promise/entitlements/domain/decision.ts'
import { supportHoursAt } from '#promise/entitlements/domain/support-hours-at.ts'
import type { PackageVersion } from '#promise/packages/domain/package-version.ts'
import { packagesWith } from '#promise/packages/domain/packages-with.ts'
import type { Published } from './published-cells.ts'

const zone = '+01:00'
/** A Monday, 00:00 in the zone. */
const monday = Date.parse('2026-03-01T23:00:00Z')
const quarter = 15 * 60_000

/** What the decision function and the clocks do under terms, in the words of `Published`: asked, never read. */
export function enforcedCells(terms: PackageVersion): Published {
  const { firstReply, resolution } = targetsOf(terms)
  return {
    name: terms.name,
    services: Object.fromEntries(Object.keys(terms.services).map((code) => [code, serviceOf(terms, code)])),
    firstReply,
    resolution,
    seats: terms.seats,
    open: Array.from({ length: 7 * 96 }, (_, at) => isOpen(terms, monday + at * quarter)),
  }
}

function ask(terms: PackageVersion, more: Partial<DecisionInput>, approvals: string[] = []): Decision {
  return decide({
    at: monday + 1,
    agreement: {
      terms,
      start: '2026-01-01',
      end: '2027-01-01',
      zone,
      products: ['studio'],
      approvals,
    },
    contact: { authorised: true, certifications: [] },
    used: {},
    product: { code: 'studio', kind: 'platform' },
    channel: null,
    type: 'problem',
    priority: 'medium',
    supportHours: { open: true, nextOpenMs: null },
    packagesWith: packagesWith([terms]),
    ...more,
  })
}

function serviceOf(terms: PackageVersion, code: string): string {
  if (code.startsWith('channel.')) {
    const channel = code.slice('channel.'.length) as Channel
    return ask(terms, { channel }).outcome === 'included' ? 'included' : 'not_included'
  }
  const wanted: Partial<DecisionInput> = code.startsWith('consultation.')
    ? { type: 'consultation', topic: code }
    : { type: 'request', service: code }
  const { outcome, reasons } = ask(terms, wanted)
  for (const reason of reasons) {
    if (reason.code === 'service_not_included') return 'not_included'
    if (reason.code === 'certification_required') return certified(terms, wanted, reason.values.certification)
    if (reason.code === 'pool_exhausted' || reason.code === 'drawn_from_pool')
      return drawn(terms, wanted, reason.values.pool)
  }
  if (outcome === 'needs_request')
    return ask(terms, wanted, [code]).outcome === 'included' ? 'on_request' : 'never granted'
  return outcome
}

/** Who holds the certificate has it; who holds another one has not. */
function certified(terms: PackageVersion, wanted: Partial<DecisionInput>, kind: string): string {
  const holding = (held: string): Decision['outcome'] =>
    ask(terms, {
      ...wanted,
      contact: {
        authorised: true,
        certifications: [{ kind: held, from: '2020-01-01', until: '2030-01-01' }],
      },
    }).outcome
  return holding(kind) === 'included' && holding(`not ${kind}`) === 'refused' ? `certified ${kind}` : 'open'
}

/** How many are granted one after the other, until one is refused. */
function drawn(terms: PackageVersion, wanted: Partial<DecisionInput>, pool: string): string {
  let used = 0
  while (used < 100 && ask(terms, { ...wanted, used: { [pool]: used } }).outcome === 'included_from_pool')
    used += 1
  return `pool ${used}`
}

function targetsOf(terms: PackageVersion): Pick<Published, 'firstReply' | 'resolution'> {
  const { targets } = policyOfTerms(terms, zone)
  const promised = (kind: 'firstResponse' | 'resolution') =>
    Object.fromEntries(
      (['high', 'medium', 'low'] as const).map((priority) => {
        const target = targets[priority][kind]
        return [priority, target?.guaranteed === true ? target.minutes : null]
      }),
    )
  return { firstReply: promised('firstResponse'), resolution: promised('resolution') }
}

/** A call is taken then; where calls are not included they are asked for as if they were. */
function isOpen(terms: PackageVersion, at: number): boolean {
  const included = { name: 'Phone', group: 'Channels', availability: { kind: 'included' } } as const
  const withPhone = { ...terms, services: { ...terms.services, 'channel.phone': included } }
  const supportHours = supportHoursAt(terms.supportHours, zone, at)
  return ask(withPhone, { at, channel: 'phone', supportHours }).outcome === 'included'
}
