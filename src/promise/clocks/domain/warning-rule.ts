/** Whom a warning goes to: looked up when it happens. */
export const warningTells = ['assignee', 'line', 'line_manager', 'managers', 'person'] as const
export type WarningTell = (typeof warningTells)[number]

/** At a share of the working time, in percent, these people hear of a clock; 100 is the breach (SPEC 4.8). */
export type WarningRule = {
  share: number
  tell: WarningTell
  /** Only for `person`. */
  staffId: string | null
  /** Also for targets that were promised to nobody. */
  tracked: boolean
}

/** What a share means for a target, in whole working minutes. */
export function minutesAt(targetMinutes: number, share: number): { after: number; left: number } {
  const after = Math.round((targetMinutes * share) / 100)
  return { after, left: targetMinutes - after }
}

/** The order in which a clock meets them. */
export function byShare<Rule extends Pick<WarningRule, 'share' | 'tell'>>(rules: readonly Rule[]): Rule[] {
  return rules.toSorted(
    (a, b) => a.share - b.share || warningTells.indexOf(a.tell) - warningTells.indexOf(b.tell),
  )
}
