import { PRIORITIES } from '#promise/packages/domain/catalogue.ts'
import { type PackageVersion, promisedTerms } from '#promise/packages/domain/package-version.ts'
import type { ServiceOffer } from '#promise/packages/domain/packages-with.ts'
import type { CoverView } from './contract.ts'

type Cover = NonNullable<CoverView['agreement']>

/**
 * What an account reads of its terms: targets that are promised, each service and how it is had. `offers` says
 * which packages have a service today, by name.
 */
export function planOfTerms(
  terms: PackageVersion,
  offers: Readonly<Record<string, ServiceOffer>>,
): Pick<Cover, 'targets' | 'services'> {
  const { firstResponse, resolution } = promisedTerms(terms)
  return {
    targets: PRIORITIES.map((priority) => ({
      priority,
      firstResponseMinutes: firstResponse[priority]?.minutes ?? null,
      resolutionMinutes: resolution[priority]?.minutes ?? null,
    })),
    services: Object.entries(terms.services).map(([code, service]) => ({
      code,
      name: service.name,
      group: service.group,
      availability: service.availability.kind,
      pool: service.availability.kind === 'limited' ? service.availability.pool : null,
      label: service.label ?? null,
      packages: offers[code]?.packages.map((offer) => offer.name) ?? [],
    })),
  }
}
