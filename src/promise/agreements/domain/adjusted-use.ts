export type AdjustmentProblem = { code: 'below_zero' | 'over_limit'; text: string }

/**
 * What is used of a pool after an adjustment by `units` (positive counts more, negative gives back), or in one
 * sentence why it cannot be: a pool is never under zero nor over its limit (SPEC 3.5).
 */
export function adjustedUse(
  { used, allowed }: { used: number; allowed: number },
  units: number,
): { used: number } | AdjustmentProblem {
  const after = used + units
  if (after < 0) {
    const text =
      used === 0
        ? 'Nothing is used, so nothing can be given back.'
        : `Only ${used} can be given back: no more are used.`
    return { code: 'below_zero', text }
  }
  if (after > allowed) {
    const left = allowed - used
    const text =
      left === 0
        ? `All ${allowed} are used already: no more can be counted.`
        : `Only ${left} more can be counted: ${used} of ${allowed} are used.`
    return { code: 'over_limit', text }
  }
  return { used: after }
}
