import type { Context } from '#platform/context.ts'
import type { CoverageZone } from '#promise/agreements/domain/agreement-contract.ts'
import { contradictedOffsets } from '#promise/agreements/domain/zone-label.ts'
import { readEdition } from '#promise/packages/server/read-edition.ts'

/** The coverage zones of the published catalogue; one whose label names a place elsewhere says so. */
export async function listCoverageZones(ctx: Context): Promise<{ items: CoverageZone[] }> {
  const edition = await ctx.transaction(readEdition)
  const zones = edition?.catalogue.coverageZones ?? []
  return {
    items: zones.map(({ offset: zone, label }) => ({
      zone,
      label: label ?? null,
      contradictedOffsets: contradictedOffsets(zone, label) ?? null,
    })),
  }
}
