import type { PackageVersion } from '#promise/packages/domain/package-version.ts'

/** Names of the services that terms speak of, by code; a pool is named by the services that draw from it. */
export function termNames(...versions: readonly (PackageVersion | null)[]): Record<string, string> {
  const names: Record<string, string> = {}
  for (const version of versions) {
    for (const [code, { name }] of Object.entries(version?.services ?? {})) names[code] ??= name
    for (const [code, { sharedBy }] of Object.entries(version?.pools ?? {}))
      names[code] ??= sharedBy.map((service) => version?.services[service]?.name ?? service).join(', ')
  }
  return names
}
