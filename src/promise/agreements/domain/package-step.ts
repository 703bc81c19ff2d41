/** What the order of two packages is read from. */
export type RankedPackage = { code: string; costPercent: number }

/**
 * Whether going from one package to another is an upgrade: the one that costs a greater share of the subscription is
 * higher, and of two that cost the same the one that stands later in the catalogue. This is the only place that says
 * so (SPEC 2.4): an upgrade is taken on any day, a downgrade at renewal.
 * @param catalogue codes of the published packages in the catalogue's order
 */
export function packageStep(
  from: RankedPackage,
  to: RankedPackage,
  catalogue: readonly string[],
): 'upgrade' | 'same' | 'downgrade' {
  if (from.code === to.code) return 'same'
  if (from.costPercent !== to.costPercent) return from.costPercent < to.costPercent ? 'upgrade' : 'downgrade'
  return catalogue.indexOf(from.code) < catalogue.indexOf(to.code) ? 'upgrade' : 'downgrade'
}
