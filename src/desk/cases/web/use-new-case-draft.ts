import { useCallback, useState } from 'react'
import { emptyDraft, newCaseDraft, type NewCaseDraft } from './new-case-draft.ts'

export type DraftState = {
  draft: NewCaseDraft
  change: (news: Partial<NewCaseDraft>) => void
  discard: () => void
}

/**
 * What is being written, kept in this tab until it is sent or discarded: a reload, a lost session or a way
 * back loses nothing.
 * @param key one draft for each reader
 * @param first what fills it in where nothing has been written; `asked` is the address's question, always
 */
export function useNewCaseDraft(
  key: string,
  { asked, ...first }: Partial<NewCaseDraft> & { asked?: string | undefined },
): DraftState {
  const name = `fourline-new-case:${key}`
  const [draft, setDraft] = useState(() => filled(read(name), first, asked))
  const change = useCallback(
    (news: Partial<NewCaseDraft>) =>
      setDraft((old) => {
        const next = { ...old, ...news }
        write(name, next)
        return next
      }),
    [name],
  )
  const discard = (): void => {
    setDraft({ ...emptyDraft, productCode: first.productCode ?? null })
    write(name, undefined)
  }
  return { draft, change, discard }
}

function filled(
  kept: NewCaseDraft | undefined,
  first: Partial<NewCaseDraft>,
  asked: string | undefined,
): NewCaseDraft {
  // What an address or a colleague begins with holds until somebody has typed.
  const draft = kept ?? { ...emptyDraft, ...first }
  return {
    ...draft,
    subject: asked ?? draft.subject,
    productCode: draft.productCode ?? first.productCode ?? null,
  }
}

// Storage may be full or forbidden; then the draft lives as long as the page.
function read(name: string): NewCaseDraft | undefined {
  try {
    const read = newCaseDraft.safeParse(JSON.parse(sessionStorage.getItem(name) ?? 'null'))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

function write(name: string, draft: NewCaseDraft | undefined): void {
  try {
    if (draft === undefined) sessionStorage.removeItem(name)
    else sessionStorage.setItem(name, JSON.stringify(draft))
  } catch {
    // Nothing to do: the draft is still on the screen.
  }
}
