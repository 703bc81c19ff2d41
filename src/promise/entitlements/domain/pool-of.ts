import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

type Terms = { agreement: { terms: PackageVersion } | null }

/** The pool that a topic draws from under these terms, or null. */
export function poolOf({ agreement }: Terms, topic: string | null | undefined): string | null {
  const availability = topic == null ? undefined : agreement?.terms.services[topic]?.availability
  return availability?.kind === 'limited' ? availability.pool : null
}
