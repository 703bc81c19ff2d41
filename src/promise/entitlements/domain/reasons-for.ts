import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'
import { agreementYear } from '#promise/agreements/domain/agreement-year.ts'
import { certificationProblem } from './certification-problem.ts'
import { availabilityIn, serviceClause } from './decision.ts'
import type {
  DecisionAgreement,
  DecisionInput,
  DecisionProduct,
  Outcome,
  Reason,
  ReasonCode,
  ReasonValues,
} from './decision.ts'

/** Every reason there is, in the order of SPEC 3.3. */
export const reasonCodes = [
  'marketplace_product',
  'agreement_missing',
  'agreement_not_in_force',
  'product_not_covered',
  'contact_not_authorised',
  'channel_not_included',
  'service_not_included',
  'certification_required',
  'pool_exhausted',
  'support_closed',
  'request_needed',
  'unclassified',
  'drawn_from_pool',
  'included',
] as const satisfies ReasonCode[]

const REFUSALS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  'agreement_missing',
  'agreement_not_in_force',
  'product_not_covered',
  'contact_not_authorised',
  'channel_not_included',
  'service_not_included',
  'certification_required',
  'pool_exhausted',
])

/** Whether a reason refuses (SPEC 3.3). */
export function isRefusal(code: ReasonCode): boolean {
  return REFUSALS.has(code)
}

/** What a reason by itself comes to (SPEC 3.2). */
export function outcomeByReason(code: ReasonCode): Outcome {
  if (isRefusal(code)) return 'refused'
  if (code === 'marketplace_product') return 'refer_elsewhere'
  if (code === 'support_closed') return 'not_now'
  if (code === 'request_needed') return 'needs_request'
  if (code === 'unclassified') return 'needs_review'
  return code === 'drawn_from_pool' ? 'included_from_pool' : 'included'
}

/** All reasons that apply, in the order of SPEC 3.3. */
export function reasonsFor(input: DecisionInput): Reason[] {
  const { product, agreement } = input
  if (product?.kind === 'marketplace')
    return [{ code: 'marketplace_product', clause: 'T5', values: marketplaceValues(product) }]
  if (!agreement) return reasonsWithoutAgreement(input)
  const reasons = [
    ...agreementReasons(input, agreement),
    ...seatReasons(input),
    ...channelReasons(input, agreement),
    ...serviceReasons(input, agreement),
    ...openingReasons(input, agreement),
    ...approvalReasons(input, agreement),
    ...missingReasons(input),
  ]
  return reasons.length > 0 ? reasons : [grantReason(input, agreement)]
}

function marketplaceValues({ code, name, publisher }: DecisionProduct): ReasonValues['marketplace_product'] {
  return { product: name ?? code, ...(publisher === undefined ? {} : { publisher }) }
}

/** T1: without an agreement only the seat is asked, and only where the input says that there is none. */
function reasonsWithoutAgreement({ contact, onBehalf }: DecisionInput): Reason[] {
  const reasons: Reason[] = [{ code: 'agreement_missing', clause: 'T1', values: {} }]
  if (onBehalf !== 'monitoring' && contact?.authorised === false)
    reasons.push({ code: 'contact_not_authorised', clause: 'T4', values: { onBehalf: onBehalf === 'staff' } })
  return reasons
}

function agreementReasons({ at, product }: DecisionInput, agreement: DecisionAgreement): Reason[] {
  const reasons: Reason[] = []
  const phase = agreementPhase(agreement, at)
  if (phase !== 'in_force') {
    const lastDay = lastDayOf(agreement.end)
    reasons.push({
      code: 'agreement_not_in_force',
      clause: 'T1',
      values: { phase, start: agreement.start, lastDay },
    })
  }
  if (product && !agreement.products.includes(product.code))
    reasons.push({
      code: 'product_not_covered',
      clause: 'T2',
      values: { product: product.name ?? product.code },
    })
  return reasons
}

/** T4. Monitoring is the vendor's own: neither seat nor certification, channel or pool are asked (SPEC 3.1). */
function seatReasons({ contact, onBehalf }: DecisionInput): Reason[] {
  if (onBehalf === 'monitoring' || contact?.authorised) return []
  return [{ code: 'contact_not_authorised', clause: 'T4', values: { onBehalf: onBehalf === 'staff' } }]
}

function channelReasons(input: DecisionInput, { terms }: DecisionAgreement): Reason[] {
  const { channel } = input
  if (input.onBehalf === 'monitoring' || !channel) return []
  const service = `channel.${channel}`
  if (availabilityIn(terms, service).kind === 'included') return []
  const values = { ...namesOf(input, terms, service), channel }
  return [{ code: 'channel_not_included', clause: serviceClause(terms, service), values }]
}

/** The service that is asked for: a consultation's topic, a request's service, else none (SPEC 3.3). */
export function askedService({
  type,
  topic,
  service,
}: Pick<DecisionInput, 'type' | 'topic' | 'service'>): string | null {
  if (type === 'consultation') return topic ?? null
  return type === 'request' ? (service ?? null) : null
}

function serviceReasons(input: DecisionInput, agreement: DecisionAgreement): Reason[] {
  const service = askedService(input)
  if (!service) return []
  const { terms } = agreement
  const clause = serviceClause(terms, service)
  const names = namesOf(input, terms, service)
  const availability = availabilityIn(terms, service)
  if (availability.kind === 'not_included') return [{ code: 'service_not_included', clause, values: names }]
  if (input.onBehalf === 'monitoring') return []
  if (availability.kind === 'conditional') {
    const problem = certificationProblem(availability.certification, input, agreement)
    return problem ? [{ code: 'certification_required', clause, values: { ...names, ...problem } }] : []
  }
  if (availability.kind !== 'limited') return []
  const pool = poolValues(input, agreement, availability.pool)
  return pool.used < pool.limit ? [] : [{ code: 'pool_exhausted', clause, values: { ...names, ...pool } }]
}

/** Written channels take requests at any time; calls and live sessions are for support hours (SPEC 4.1). */
function openingReasons(input: DecisionInput, { terms }: DecisionAgreement): Reason[] {
  const { channel, supportHours } = input
  if (input.onBehalf === 'monitoring' || (channel !== 'phone' && channel !== 'live_session')) return []
  const service = `channel.${channel}`
  if (supportHours.open || availabilityIn(terms, service).kind !== 'included') return []
  const opensAt = supportHours.nextOpenMs === null ? null : isoInstant(supportHours.nextOpenMs)
  return [{ code: 'support_closed', clause: serviceClause(terms, service), values: { channel, opensAt } }]
}

function approvalReasons(input: DecisionInput, { terms, approvals }: DecisionAgreement): Reason[] {
  const service = askedService(input)
  if (!service || availabilityIn(terms, service).kind !== 'on_request' || approvals.includes(service))
    return []
  return [
    {
      code: 'request_needed',
      clause: serviceClause(terms, service),
      values: namesOf(input, terms, service),
    },
  ]
}

function missingReasons({ product, type, topic }: DecisionInput): Reason[] {
  const missing: ('product' | 'type' | 'topic')[] = []
  if (!product) missing.push('product')
  if (!type) missing.push('type')
  if (type === 'consultation' && topic == null) missing.push('topic')
  return missing.length > 0 ? [{ code: 'unclassified', values: { missing } }] : []
}

/** Nothing stands against it. A pool counts here only: what is not opened yet draws nothing. */
function grantReason(input: DecisionInput, agreement: DecisionAgreement): Reason {
  const { terms } = agreement
  const asked = askedService(input)
  const availability = asked ? availabilityIn(terms, asked) : null
  if (asked && availability?.kind === 'limited' && input.onBehalf !== 'monitoring')
    return {
      code: 'drawn_from_pool',
      clause: serviceClause(terms, asked),
      values: { ...namesOf(input, terms, asked), ...poolValues(input, agreement, availability.pool) },
    }
  const channelService = input.channel && input.onBehalf !== 'monitoring' ? `channel.${input.channel}` : null
  const service = asked ?? channelService
  return {
    code: 'included',
    ...(service ? { clause: serviceClause(terms, service) } : {}),
    values: { packageName: terms.name, serviceName: asked ? (terms.services[asked]?.name ?? asked) : null },
  }
}

function poolValues({ at, poolAt = at, used }: DecisionInput, agreement: DecisionAgreement, pool: string) {
  const { start, zone, firstStart = start, terms } = agreement
  const { end: resetsOn, endsAtMs } = agreementYear(firstStart, zone, poolAt)
  const isOver = endsAtMs <= at ? { isOver: true as const } : {}
  return { pool, used: used[pool] ?? 0, limit: terms.pools[pool]?.limit ?? 0, resetsOn, ...isOver }
}

function namesOf({ packagesWith }: DecisionInput, terms: DecisionAgreement['terms'], service: string) {
  const serviceName = terms.services[service]?.name ?? packagesWith[service]?.serviceName ?? service
  return { service, serviceName, packageName: terms.name }
}

function isoInstant(atMs: number): string {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toString()
}
