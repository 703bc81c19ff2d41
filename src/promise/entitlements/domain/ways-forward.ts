import { availabilityIn } from './decision.ts'
import { isRefusal } from './reasons-for.ts'
import type { Channel, DecisionAgreement, DecisionInput, Outcome, Reason, WayForward } from './decision.ts'

const WRITTEN_CHANNELS = ['portal', 'email'] as const

/**
 * What the asker can do instead, best way first (SPEC 3.8): for each reason what removes it, and a way around it
 * only where it would lead somewhere. Without a seat, another channel is no help. A refusal has always at least one.
 */
export function waysForward(
  input: DecisionInput,
  reasons: readonly Reason[],
  outcome: Outcome,
): WayForward[] {
  const ways = withoutRepeats(reasons.flatMap((reason) => waysFrom(reason, input, reasons)))
  if (outcome === 'refused') ways.push(...selfService(input.agreement))
  if (outcome === 'refused' && ways.length === 0) ways.push({ code: 'ask_us', values: {} })
  return ways
}

/** Two reasons may lead to one way: asking for the phone by phone names one upgrade. */
function withoutRepeats(ways: readonly WayForward[]): WayForward[] {
  const known = new Set<string>()
  return ways.filter((way) => {
    const said = JSON.stringify(way)
    return !known.has(said) && known.add(said)
  })
}

function waysFrom(reason: Reason, input: DecisionInput, all: readonly Reason[]): WayForward[] {
  switch (reason.code) {
    case 'marketplace_product':
      return publisherWays(reason, input)
    case 'agreement_missing':
      return [{ code: 'choose_package', values: {} }]
    case 'agreement_not_in_force': {
      const { phase, start, lastDay } = reason.values
      if (phase === 'ended') return [{ code: 'renew_agreement', values: { lastDay } }]
      return [{ code: 'wait_for_start', values: { startsOn: start } }]
    }
    case 'product_not_covered':
      return [{ code: 'add_product', values: { product: reason.values.product } }]
    case 'contact_not_authorised':
      return seatWays(input, reason.values.onBehalf)
    case 'channel_not_included':
      return [...writtenChannel(input, reason, all), ...upgrade(input, reason.values.service)]
    case 'service_not_included':
      return [...asProblem(input, reason, all), ...upgrade(input, reason.values.service)]
    case 'certification_required':
      return [
        { code: 'get_certified', values: { certification: reason.values.certification } },
        ...asProblem(input, reason, all),
      ]
    case 'pool_exhausted':
      return [
        ...asProblem(input, reason, all),
        nextPoolYear(reason, input.agreement),
        ...upgrade(input, reason.values.service, true),
      ]
    case 'support_closed':
      return [...writtenChannel(input, reason, all), ...opening(reason, all)]
    case 'request_needed':
      return refusedBeside(reason, all)
        ? []
        : [{ code: 'request_approval', values: { serviceName: reason.values.serviceName } }]
    case 'unclassified':
      return refusedBeside(reason, all) ? [] : [{ code: 'add_details', values: reason.values }]
    case 'drawn_from_pool':
    case 'included':
      return []
  }
}

/** Whether something else refuses too, so that a way around this reason alone would lead nowhere. */
function refusedBeside(reason: Reason, all: readonly Reason[]): boolean {
  return all.some((other) => other !== reason && isRefusal(other.code))
}

/** Whoever publishes it says how it is supported, and is written to where an address is known (T5). */
function publisherWays({ values }: Reason<'marketplace_product'>, { product }: DecisionInput): WayForward[] {
  const terms: WayForward = {
    code: 'publisher_terms',
    values: { product: values.product, url: product?.termsUrl ?? null },
  }
  const address = product?.supportAddress
  if (address === undefined) return [terms]
  return [
    terms,
    { code: 'write_to_publisher', values: { publisher: values.publisher ?? values.product, address } },
  ]
}

function seatWays({ authorisedContacts = [], agreement }: DecisionInput, onBehalf: boolean): WayForward[] {
  const ask: WayForward = { code: 'ask_authorised_contact', values: { names: [...authorisedContacts] } }
  return agreement ? [ask, { code: 'ask_for_seat', values: { onBehalf } }] : []
}

function writtenChannel(input: DecisionInput, reason: Reason, all: readonly Reason[]): WayForward[] {
  const { agreement, priority } = input
  if (!agreement || refusedBeside(reason, all)) return []
  const channels: Channel[] = WRITTEN_CHANNELS.filter(
    (channel) =>
      channel !== input.channel && availabilityIn(agreement.terms, `channel.${channel}`).kind === 'included',
  )
  if (channels.length === 0) return []
  const target = agreement.terms.firstResponse[priority]
  return [
    {
      code: 'use_channel',
      values: { channels, responseMinutes: target?.guaranteed ? target.minutes : null },
    },
  ]
}

/** A problem uses no pool, no topic and no certificate (SPEC 3.4). */
function asProblem(input: DecisionInput, reason: Reason, all: readonly Reason[]): WayForward[] {
  if (input.type !== 'consultation' || refusedBeside(reason, all)) return []
  const never = reason.code === 'pool_exhausted' ? 'uses_allowance' : null
  return [{ code: 'open_as_problem', values: { never } }]
}

function opening(reason: Reason<'support_closed'>, all: readonly Reason[]): WayForward[] {
  const { channel, opensAt } = reason.values
  return opensAt === null || refusedBeside(reason, all)
    ? []
    : [{ code: 'wait_until_open', values: { channel, opensAt } }]
}

/**
 * The next agreement year is there only if the agreement reaches it, or is renewed. Where the pool is that of a year
 * that is over, what is asked now counts in the present one.
 */
function nextPoolYear({ values }: Reason<'pool_exhausted'>, agreement: DecisionAgreement | null): WayForward {
  const { resetsOn, limit, isOver } = values
  if (isOver === true) return { code: 'ask_in_present_year', values: { startedOn: resetsOn } }
  const withRenewal = agreement !== null && agreement.end <= resetsOn
  return { code: 'wait_for_new_year', values: { resetsOn, limit, withRenewal } }
}

function upgrade(
  { packagesWith, agreement }: DecisionInput,
  service: string,
  unlimited = false,
): WayForward[] {
  const offer = packagesWith[service]
  const better = (offer?.packages ?? []).filter(
    ({ name, availability }) => name !== agreement?.terms.name && (!unlimited || availability === 'included'),
  )
  if (!offer || better.length === 0) return []
  const values = {
    serviceName: offer.serviceName,
    packages: better.map(({ name }) => name),
    onRequest: better.every(({ availability }) => availability === 'on_request'),
  }
  return [{ code: 'upgrade', values }]
}

/** What is open at any hour and without a seat. */
function selfService(agreement: DecisionAgreement | null): WayForward[] {
  const services = (['knowledge_base', 'community'] as const).filter(
    (service) => !agreement || availabilityIn(agreement.terms, service).kind === 'included',
  )
  return services.length > 0 ? [{ code: 'self_service', values: { services } }] : []
}
