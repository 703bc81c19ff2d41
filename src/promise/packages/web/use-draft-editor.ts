import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import {
  type CatalogueDraft,
  readDraftEndpoint,
  saveDraftEndpoint,
} from '#promise/packages/domain/draft-contract.ts'
import type { DraftEdit } from '#promise/packages/domain/draft-cell.ts'
import { type DraftDocument, readDraftText, writeDraftText } from '#promise/packages/domain/draft-document.ts'
import { withValue } from '#promise/packages/domain/draft-path.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { request } from '#web/api/request.ts'

/** Saved so long after the last key. */
const restMilliseconds = 700
const retryMilliseconds = 8_000
/** What a browser sends on while its page is being left. */
const longestFarewell = 60_000

export type SavedState = 'saved' | 'saving' | 'waiting' | 'gone'

export type DraftEditor = {
  id: string
  document: DraftDocument
  /** As it would be saved. */
  text: string
  version: number
  savedAt: string
  state: SavedState
  /** Who wrote beside the reader; both are in. */
  metWith: string | undefined
  edit: (edits: readonly DraftEdit[]) => void
}

type Known = { version: number; like: string; pending: DraftEdit[]; document: DraftDocument }

/**
 * A draft that is saved while it is written. Where a colleague saved first, these edits are made again on theirs,
 * so that both stay; only the same field goes to whoever was last.
 */
export function useDraftEditor(draft: CatalogueDraft, opened: DraftDocument): DraftEditor {
  const [document, show] = useState(opened)
  const [saved, setSaved] = useState({ version: draft.version, at: draft.changedAt })
  const [state, setState] = useState<SavedState>('saved')
  const [metWith, setMetWith] = useState<string>()
  const known = useRef<Known>({ version: draft.version, like: draft.text, pending: [], document: opened })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isSaving = useRef(false)
  const again = useRef<() => void>(() => {})

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current)
    const { pending } = known.current
    if (pending.length === 0 || isSaving.current) return
    isSaving.current = true
    setState('saving')
    known.current.pending = []
    const text = writeDraftText(known.current.document, known.current.like)
    try {
      const answer = await request(saveDraftEndpoint, {
        params: { id: draft.id },
        body: { text, version: known.current.version },
        keepalive: globalThis.document.visibilityState === 'hidden' && text.length < longestFarewell,
      })
      known.current.version = answer.version
      setSaved({ version: answer.version, at: answer.changedAt })
      setState('saved')
    } catch (problem) {
      known.current.pending = [...pending, ...known.current.pending]
      const code = problem instanceof ApiProblem ? problem.code : ''
      if (code === 'draft_changed')
        await meet(draft.id, known.current, show, setMetWith).catch(() => undefined)
      else if (code === 'not_found') return setState('gone')
      setState('waiting')
      timer.current = setTimeout(() => again.current(), code === 'draft_changed' ? 0 : retryMilliseconds)
      return
    } finally {
      isSaving.current = false
    }
    // More may have been written meanwhile.
    if (known.current.pending.length > 0) again.current()
  }, [draft.id])

  useEffect(() => {
    again.current = () => void save()
    const leave = (): void => void save()
    globalThis.addEventListener('pagehide', leave)
    globalThis.document.addEventListener('visibilitychange', leave)
    return () => {
      globalThis.removeEventListener('pagehide', leave)
      globalThis.document.removeEventListener('visibilitychange', leave)
      void save()
    }
  }, [save])

  const edit = useCallback((edits: readonly DraftEdit[]): void => {
    known.current.document = applied(known.current.document, edits)
    known.current.pending = [...known.current.pending, ...edits]
    show(known.current.document)
    setState((before) => (before === 'gone' ? before : 'saving'))
    clearTimeout(timer.current)
    timer.current = setTimeout(() => again.current(), restMilliseconds)
  }, [])

  const text = useMemo(() => writeDraftText(document, draft.text), [document, draft.text])
  return { id: draft.id, document, text, version: saved.version, savedAt: saved.at, state, metWith, edit }
}

/** Takes what a colleague saved, and makes these edits again on it. */
async function meet(
  id: string,
  known: Known,
  show: (document: DraftDocument) => void,
  tell: (who: string) => void,
): Promise<void> {
  const { draft } = await request(readDraftEndpoint, {})
  if (draft?.id !== id) return
  const read = readDraftText(draft.text)
  if ('problems' in read) return
  known.version = draft.version
  known.document = applied(read.document, known.pending)
  show(known.document)
  tell(draft.changedBy)
}

function applied(document: DraftDocument, edits: readonly DraftEdit[]): DraftDocument {
  return edits.reduce((all, { path, value }) => withValue(all, path, value), document)
}
