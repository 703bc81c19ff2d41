import type { Availability, PackageVersion } from '#promise/packages/domain/package-version.ts'
import type { ServiceOffer } from '#promise/packages/domain/packages-with.ts'
import type { Priority } from '#promise/packages/domain/catalogue.ts'

export const CHANNELS = ['portal', 'email', 'phone', 'live_session'] as const
export type Channel = (typeof CHANNELS)[number]

export const CASE_TYPES = ['problem', 'consultation', 'request'] as const
export type CaseType = (typeof CASE_TYPES)[number]

/** In the order of SPEC 3.2: the first that applies is the outcome. */
export const OUTCOMES = [
  'refer_elsewhere',
  'refused',
  'not_now',
  'needs_request',
  'needs_review',
  'included_from_pool',
  'included',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/**
 * Everything that is asked before a decision (SPEC 3.1), as plain data. Instants are epoch milliseconds, dates
 * `YYYY-MM-DD` read in the agreement's coverage zone, and what is null is not known.
 */
export type DecisionInput = {
  at: number
  /** The instant whose agreement year pools are counted in, the receipt of a case; `at` where it is left out. */
  poolAt?: number
  agreement: DecisionAgreement | null
  /** Null for monitoring, and for a sender nobody knows. */
  contact: { authorised: boolean; certifications: readonly Certification[] } | null
  /** Units already drawn in that agreement year, by pool. */
  used: Readonly<Record<string, number>>
  product: DecisionProduct | null
  channel: Channel | null
  type: CaseType | null
  topic?: string | null
  service?: string | null
  priority: Priority
  onBehalf?: 'staff' | 'monitoring'
  supportHours: { open: boolean; nextOpenMs: number | null }
  /** Every service of the published catalogue and the packages that have it, to name a way forward. */
  packagesWith: Readonly<Record<string, ServiceOffer>>
  /** Names of the account's authorised contacts, when the asker may read them. */
  authorisedContacts?: readonly string[]
}

/** A marketplace product says who supports it, and where (T5). */
export type DecisionProduct = {
  code: string
  name?: string
  kind: 'platform' | 'marketplace'
  termsUrl?: string
  publisher?: string
  supportAddress?: string
}

/** An agreement as the decision reads it: the frozen terms, never the catalogue of today (SPEC 2.5). */
export type DecisionAgreement = {
  terms: PackageVersion
  start: string
  /** Exclusive. */
  end: string
  zone: string
  /** First start of the renewal chain, from which agreement years count; `start` when absent. */
  firstStart?: string
  products: readonly string[]
  /** Codes of the on-request services that are approved. */
  approvals: readonly string[]
}

/** Valid in `[from, until)`. */
export type Certification = { kind: string; from: string; until: string }

type OfService = { service: string; serviceName: string; packageName: string }
type OfPool = OfService & {
  pool: string
  used: number
  limit: number
  resetsOn: string
  /** That day has come: the unit is of an agreement year that is over. */
  isOver?: true
}

/** What each reason carries, so that its words can be made in any language. Instants are ISO 8601, UTC. */
export type ReasonValues = {
  marketplace_product: { product: string; publisher?: string }
  agreement_missing: Record<string, never>
  agreement_not_in_force: { phase: 'not_started' | 'ended'; start: string; lastDay: string }
  product_not_covered: { product: string }
  contact_not_authorised: { onBehalf: boolean }
  channel_not_included: OfService & { channel: Channel }
  service_not_included: OfService
  certification_required: OfService & {
    certification: string
    lastDay: string | null
    startsOn: string | null
  }
  pool_exhausted: OfPool
  support_closed: { channel: Channel; opensAt: string | null }
  request_needed: OfService
  unclassified: { missing: ('product' | 'type' | 'topic')[] }
  drawn_from_pool: OfPool
  included: { packageName: string; serviceName: string | null }
}
export type ReasonCode = keyof ReasonValues
export type Reason<C extends ReasonCode = ReasonCode> = {
  [K in C]: { code: K; clause?: string; values: ReasonValues[K] }
}[C]

/** What each way forward carries. */
export type WayValues = {
  publisher_terms: { product: string; url: string | null }
  write_to_publisher: { publisher: string; address: string }
  choose_package: Record<string, never>
  renew_agreement: { lastDay: string }
  wait_for_start: { startsOn: string }
  add_product: { product: string }
  ask_authorised_contact: { names: string[] }
  ask_for_seat: { onBehalf: boolean }
  use_channel: { channels: Channel[]; responseMinutes: number | null }
  wait_until_open: { channel: Channel; opensAt: string }
  open_as_problem: { never: 'uses_allowance' | null }
  get_certified: { certification: string }
  wait_for_new_year: { resetsOn: string; limit: number; withRenewal: boolean }
  ask_in_present_year: { startedOn: string }
  upgrade: { serviceName: string; packages: string[]; onRequest: boolean }
  request_approval: { serviceName: string }
  add_details: { missing: ('product' | 'type' | 'topic')[] }
  self_service: { services: ('knowledge_base' | 'community')[] }
  ask_us: Record<string, never>
}
export type WayCode = keyof WayValues
export type WayForward<C extends WayCode = WayCode> = { [K in C]: { code: K; values: WayValues[K] } }[C]

/** The recorded answer to "may this contact have this, now, this way?" Plain JSON. */
export type Decision = { outcome: Outcome; reasons: Reason[]; waysForward: WayForward[] }

/** A topic or service code that no catalogue has: a mistake of the caller, not a decision (SPEC 3.3). */
export class UnknownServiceError extends Error {
  readonly code: 'unknown_topic' | 'unknown_service'
  readonly value: string
  constructor(code: 'unknown_topic' | 'unknown_service', value: string) {
    super(`${code === 'unknown_topic' ? 'No consultation topic' : 'No service'} has the code ${value}`)
    this.name = 'UnknownServiceError'
    this.code = code
    this.value = value
  }
}

/** `<service>@<package>@<version>`: where in the terms a reason stands (SPEC 3.1). */
export function serviceClause(terms: PackageVersion, service: string): string {
  return `${service}@${terms.code}@${terms.version}`
}

/** How the terms have a service; one that they do not name is not included. */
export function availabilityIn(terms: PackageVersion, service: string): Availability {
  return terms.services[service]?.availability ?? { kind: 'not_included' }
}
