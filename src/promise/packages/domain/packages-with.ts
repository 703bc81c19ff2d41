import type { Availability, PackageVersion } from './package-version.ts'

/** A package that has a service, and how it has it. */
export type PackageOffer = { code: string; name: string; availability: Availability['kind'] }

/**
 * For every service of the given packages: the packages that have it in any form, in the given order.
 * A service that no package has keeps an empty list, so the keys are all the service codes there are.
 */
export function packagesWith(versions: readonly PackageVersion[]): Record<string, PackageOffer[]> {
  const offers: Record<string, PackageOffer[]> = {}
  for (const { code, name, services } of versions) {
    for (const [service, { availability }] of Object.entries(services)) {
      const known = (offers[service] ??= [])
      if (availability.kind !== 'not_included') known.push({ code, name, availability: availability.kind })
    }
  }
  return offers
}
