import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

type Terms = { agreement: { terms: PackageVersion } | null }

/** The pool that a service or topic draws from under these terms, or null. */
export function poolOf({ agreement }: Terms, service: string | null | undefined): string | null {
  const availability = service == null ? undefined : agreement?.terms.services[service]?.availability
  return availability?.kind === 'limited' ? availability.pool : null
}
