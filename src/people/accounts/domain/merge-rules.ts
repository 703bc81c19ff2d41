/** For how long a merge can be undone. */
export const undoDays = 30
const dayMs = 24 * 3_600_000

export type MergeSide = { id: string; accountId: string; name: string; isEnded: boolean }
type Problem = { code: string; text: string }

/** Why two contacts cannot be merged, or null. */
export function mergeProblem(merged: MergeSide, survivor: MergeSide): Problem | null {
  if (merged.id === survivor.id)
    return { code: 'same_contact', text: 'Choose another contact: this is the same one.' }
  if (merged.accountId !== survivor.accountId)
    return {
      code: 'contacts_of_different_accounts',
      text: 'They are contacts of different accounts. One person may be a contact of several accounts, and stays one contact at each.',
    }
  const ended = [merged, survivor].find((one) => one.isEnded)
  if (ended !== undefined)
    return { code: 'contact_ended', text: `${ended.name} is no current contact. Bring them back first.` }
  return null
}

export type StandingMerge = {
  atMs: number
  isUndone: boolean
  mergedName: string
  survivorName: string
  /** Whoever the survivor was merged into since. */
  survivorMergedInto: string | null
  isSurvivorEnded: boolean
}

export function undoUntilMs(atMs: number): number {
  return atMs + undoDays * dayMs
}

/** Why a merge cannot be undone any more, exactly, or null. */
export function undoProblem(merge: StandingMerge, nowMs: number): Problem | null {
  const { mergedName, survivorName, survivorMergedInto: next } = merge
  if (merge.isUndone) return { code: 'merge_undone', text: 'This merge has been undone already.' }
  if (nowMs >= undoUntilMs(merge.atMs))
    return {
      code: 'merge_too_old',
      text: `A merge can be undone for ${undoDays} days, and they are over for ${mergedName} and ${survivorName}.`,
    }
  if (next !== null)
    return {
      code: 'merged_further',
      text: `${survivorName} was merged into ${next} since. Undo that first.`,
    }
  if (merge.isSurvivorEnded)
    return {
      code: 'survivor_ended',
      text: `${survivorName} is no current contact any more. Bring them back first.`,
    }
  return null
}

type Admins = {
  /** As it was before the merge. */
  merged: boolean
  /** As it is now. */
  survivor: boolean
  becameAdmin: boolean
  /** Somebody gave or took that right since. */
  wasDecidedSince: boolean
}

/** Who is account admin once a merge is undone: a right that was taken from the one is not given back to the other. */
export function adminsOnceUndone({ merged, survivor, becameAdmin, wasDecidedSince }: Admins): {
  merged: boolean
  survivor: boolean
} {
  return { merged: merged && survivor, survivor: survivor && (!becameAdmin || wasDecidedSince) }
}
