import {
  type Availability,
  type PackageVersion,
  packageVersionSchema,
} from '#promise/packages/domain/package-version.ts'
import type { Deviation } from './deviation.ts'
import { isSameTerm, type TermValue, termAt } from './term-changes.ts'

export type DeviationProblem = { at: number; text: string }

/**
 * The terms of a package version with what was negotiated over it: a whole version again, by the same schema
 * (SPEC 1). A path that the version does not have, a value of another kind and a path that comes twice are problems,
 * and leave the terms as they are.
 */
export function applyDeviations(
  version: PackageVersion,
  deviations: readonly Deviation[],
): { terms: PackageVersion; problems: DeviationProblem[] } {
  let terms = version
  const problems: DeviationProblem[] = []
  for (const [at, deviation] of deviations.entries()) {
    const isTwice = deviations.slice(0, at).some(({ path }) => path === deviation.path)
    const next = isTwice ? undefined : changed(terms, deviation)
    const text = isTwice
      ? `${deviation.path} stands here twice.`
      : `${deviation.path} cannot be agreed this way.`
    if (next === undefined) problems.push({ at, text })
    else terms = next
  }
  return { terms, problems }
}

/**
 * What a renewal takes along of what was negotiated: all that the version it is on still has a place for. The terms
 * are those with it.
 */
export function carriedOver(
  version: PackageVersion,
  negotiated: readonly Deviation[],
): { terms: PackageVersion; kept: Deviation[]; leftOut: Deviation[] } {
  const { terms, problems } = applyDeviations(version, negotiated)
  const isLeftOut = (at: number): boolean => problems.some((problem) => problem.at === at)
  return {
    terms,
    kept: negotiated.filter((_, at) => !isLeftOut(at)),
    leftOut: negotiated.filter((_, at) => isLeftOut(at)),
  }
}

/** A negotiated term beside what the package has without it. */
export type DeviationView = { path: string; value: TermValue; standard: TermValue; note: string }

export function deviationViews(
  deviations: readonly Deviation[],
  standard: PackageVersion | null,
): DeviationView[] {
  return deviations.map(({ path, value, note }) => ({
    path,
    value,
    standard: (standard === null ? undefined : termAt(standard, path)) ?? null,
    note,
  }))
}

/**
 * Which of them still improve on another package, as after an upgrade: what the package gives anyway, and what would
 * take something away from it, is not carried over.
 */
export function deviationsThatStillHelp(
  deviations: readonly Deviation[],
  version: PackageVersion,
): Deviation[] {
  return deviations.filter((one) => {
    const standard = termAt(version, one.path)
    if (standard === undefined || applyDeviations(version, [one]).problems.length > 0) return false
    return isBetter(one.path, one.value, standard)
  })
}

function isBetter(path: string, value: TermValue, standard: TermValue): boolean {
  if (isSameTerm(value, standard)) return false
  if (typeof value === 'number') return typeof standard === 'number' && value > standard
  if (value === null) return false
  if (path.startsWith('services.')) return rank(value) > rank(standard)
  if ('minutes' in value) {
    if (standard === null || typeof standard === 'number' || !('minutes' in standard)) return true
    return value.guaranteed === standard.guaranteed ? value.minutes < standard.minutes : value.guaranteed
  }
  // Hours that were agreed are the customer's own; only open day and night has all of them.
  return standard === null || typeof standard === 'number' || !('always' in standard)
}

const byWorth: Availability['kind'][] = ['not_included', 'on_request', 'conditional', 'limited', 'included']

function rank(value: TermValue): number {
  return value !== null && typeof value === 'object' && 'kind' in value ? byWorth.indexOf(value.kind) : -1
}

/** The version with one term changed; undefined where that makes no version. */
function changed(terms: PackageVersion, { path, value }: Deviation): PackageVersion | undefined {
  const [kind = '', ...rest] = path.split('.')
  const code = rest.join('.')
  if (termAt(terms, path) === undefined) return undefined
  if (kind === 'firstResponse' || kind === 'resolution') {
    if (value !== null && (typeof value !== 'object' || !('minutes' in value))) return undefined
    const target = value === null ? null : { ...value, vendorSet: false }
    return parsed({ ...terms, [kind]: { ...terms[kind], [code]: target } })
  }
  if (kind === 'pools') {
    const pool = terms.pools[code]
    return typeof value !== 'number' || pool === undefined
      ? undefined
      : parsed({ ...terms, pools: { ...terms.pools, [code]: { ...pool, limit: value } } })
  }
  if (kind !== 'services') return parsed({ ...terms, [kind]: value })
  const service = terms.services[code]
  if (service === undefined || value === null || typeof value !== 'object' || !('kind' in value))
    return undefined
  if (value.kind === 'limited' && !Object.hasOwn(terms.pools, value.pool)) return undefined
  // What the page prints in the cell is said of the package, not of what was agreed instead.
  const { label: _label, footnote: _footnote, ...plain } = service
  const services = { ...terms.services, [code]: { ...plain, availability: value } }
  return parsed({ ...terms, services, pools: poolsOf(terms.pools, services) })
}

/** A pool names the services that draw from it. */
function poolsOf(
  pools: PackageVersion['pools'],
  services: PackageVersion['services'],
): PackageVersion['pools'] {
  return Object.fromEntries(
    Object.entries(pools).map(([pool, terms]) => [
      pool,
      {
        ...terms,
        sharedBy: Object.entries(services)
          .filter(([, { availability: one }]) => one.kind === 'limited' && one.pool === pool)
          .map(([code]) => code),
      },
    ]),
  )
}

function parsed(terms: object): PackageVersion | undefined {
  return packageVersionSchema.safeParse(terms).data
}

/** As customers read them: a target that is only tracked is the vendor's own (SPEC 4.4), and notes are the team's. */
export function promisedDeviations(views: readonly DeviationView[]): Omit<DeviationView, 'note'>[] {
  const promised = (value: TermValue): TermValue =>
    value !== null && typeof value === 'object' && 'minutes' in value && !value.guaranteed ? null : value
  return views.flatMap(({ path, value, standard }) => {
    const [shown, usual] = [promised(value), promised(standard)]
    return isSameTerm(shown, usual) ? [] : [{ path, value: shown, standard: usual }]
  })
}
