import { useCallback, useState } from 'react'
import { goOnWith, isSameDraft, newCaseDraft, type NewCaseDraft, startOf } from './new-case-draft.ts'
import { readTabDraft, writeTabDraft } from './tab-draft.ts'

export type DraftState = {
  draft: NewCaseDraft
  /** Something is written or chosen that it did not begin with. */
  isBegun: boolean
  change: (news: Partial<NewCaseDraft>) => void
  /** Back to what it begins with; nothing is kept. */
  discard: () => void
  /** Puts a draft there in place of this one, also after the page was left. */
  restore: (draft: NewCaseDraft) => void
}

/**
 * What is being written, kept in this tab until it is sent or discarded.
 * @param key one draft for each reader
 * @param first what it begins with, of an account's product or a colleague's words
 * @param brought a question that the reader comes with
 */
export function useNewCaseDraft(key: string, first: Partial<NewCaseDraft>, brought?: string): DraftState {
  const name = `fourline-new-case:${key}`
  const start = startOf(first)
  const [draft, setDraft] = useState(() => goOnWith(readTabDraft(name, newCaseDraft), start, brought))
  const change = useCallback(
    (news: Partial<NewCaseDraft>) =>
      setDraft((old) => {
        const next = { ...old, ...news }
        writeTabDraft(name, next)
        return next
      }),
    [name],
  )
  return {
    draft,
    isBegun: !isSameDraft(draft, start),
    change,
    discard(): void {
      setDraft(start)
      writeTabDraft(name, undefined)
    },
    restore(before): void {
      setDraft(before)
      writeTabDraft(name, before)
    },
  }
}
