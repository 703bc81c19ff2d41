import { useState } from 'react'
import { beginForm, followKept, type FormBegun, isDirty } from './form-draft.ts'

export type FormDraft<Kept, Draft> = {
  draft: Draft
  begun: FormBegun<Kept, Draft>
  /** What it was begun from; a save names its version. */
  from: Kept
  isDirty: boolean
  /** A colleague saved something else meanwhile; the reader chooses. */
  isOvertaken: boolean
  /** Takes what is written at the moment, also from a toast that was shown before. */
  edit: (change: (before: Draft) => Draft) => void
  /** After saving: what was sent is no change any more. */
  saved: (sent: Draft) => void
  takeTheirs: () => void
  /** Goes on from theirs with what is written here. */
  keepMine: () => void
}

/**
 * What is typed into a form of something that colleagues may change: it follows what is kept until something is
 * typed, and then stays until it is saved or given up.
 * @param restored what was typed before and is not saved yet
 */
export function useFormDraft<Kept extends { version: number } | null, Draft>(
  kept: Kept,
  read: (kept: Kept) => Draft,
  restored?: FormBegun<Kept, Draft>,
): FormDraft<Kept, Draft> {
  const [held, hold] = useState(() => restored ?? beginForm(kept, read))
  const { begun, isOvertaken } = followKept(held, kept, read)
  if (begun !== held) hold(begun)
  return {
    begun,
    draft: begun.draft,
    from: begun.from,
    isDirty: isDirty(begun),
    isOvertaken,
    edit: (change) => hold((now) => ({ ...now, draft: change(now.draft) })),
    saved: (sent) => hold((now) => ({ ...now, start: sent })),
    takeTheirs: () => hold(beginForm(kept, read)),
    keepMine: () => hold((now) => ({ ...now, from: kept, start: read(kept) })),
  }
}
