import type { Availability, PackageVersion } from './package-version.ts'

/** A service and the packages that have it in any form. */
export type ServiceOffer = { serviceName: string; packages: PackageOffer[] }
export type PackageOffer = { name: string; availability: Availability['kind'] }

/**
 * For every service code of the given packages: its name and the packages that have it, in the given order.
 * A service that no package has keeps an empty list, so the keys are all the service codes there are.
 */
export function packagesWith(versions: readonly PackageVersion[]): Record<string, ServiceOffer> {
  const offers: Record<string, ServiceOffer> = {}
  for (const version of versions) {
    for (const [code, { name, availability }] of Object.entries(version.services)) {
      const offer = (offers[code] ??= { serviceName: name, packages: [] })
      if (availability.kind !== 'not_included')
        offer.packages.push({ name: version.name, availability: availability.kind })
    }
  }
  return offers
}
