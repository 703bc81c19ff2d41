import type { SupportHours } from '#promise/calendars/domain/calendar.ts'
import type { Availability, PackageVersion } from '#promise/packages/domain/package-version.ts'

/** A target of an agreement: working minutes in support hours, promised or tracked; null for none. */
export type TargetTerm = { minutes: number; guaranteed: boolean } | null
export type TermValue = TargetTerm | Availability | number | SupportHours
/** One term by its path (`firstResponse.high`, `services.<code>`, …), as it was and as it is. */
export type TermChange = { path: string; from: TermValue; to: TermValue }

const priorities = ['high', 'medium', 'low'] as const

/** The value that stands at a path of terms; undefined where there is none. */
export function termAt(terms: PackageVersion, path: string): TermValue | undefined {
  const [kind = '', ...rest] = path.split('.')
  const code = rest.join('.')
  if (kind === 'seats') return terms.seats
  if (kind === 'supportHours') return terms.supportHours
  if (kind === 'services') return terms.services[code]?.availability
  if (kind === 'pools') return terms.pools[code]?.limit
  const priority = priorities.find((one) => one === code)
  if (priority === undefined || (kind !== 'firstResponse' && kind !== 'resolution')) return undefined
  const target = terms[kind][priority]
  return target === null ? null : { minutes: target.minutes, guaranteed: target.guaranteed }
}

/** Every path of terms that can be negotiated, in the order they are read. */
export function termPaths(terms: PackageVersion): string[] {
  return [
    ...priorities.map((one) => `firstResponse.${one}`),
    ...priorities.map((one) => `resolution.${one}`),
    'supportHours',
    'seats',
    ...Object.keys(terms.pools).map((code) => `pools.${code}`),
    ...Object.keys(terms.services).map((code) => `services.${code}`),
  ]
}

/** What differs between two packages' terms, for who has to know before it is so. */
export function termChanges(from: PackageVersion, to: PackageVersion): TermChange[] {
  return [...new Set([...termPaths(to), ...termPaths(from)])].flatMap((path) => {
    const [was, is] = [termAt(from, path) ?? none(path), termAt(to, path) ?? none(path)]
    return isSameTerm(was, is) ? [] : [{ path, from: was, to: is }]
  })
}

export function isSameTerm(one: TermValue | undefined, other: TermValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function none(path: string): TermValue {
  if (path.startsWith('services.')) return { kind: 'not_included' }
  return path.startsWith('pools.') ? 0 : null
}
