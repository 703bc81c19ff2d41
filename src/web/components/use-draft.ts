import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiProblem } from '../api/api-problem.ts'
import { type DraftStore, type KeptDraft, readLocalDraft, writeLocalDraft } from './draft-store.ts'
import { pickedIds } from './picked-file.ts'
import type { ComposerMode } from './use-composer.ts'
import { usePickedFiles, type PickedFiles } from './use-picked-files.ts'

/** Saved so long after the last key, so that it is there on another device a moment later. */
const restMilliseconds = 2_000
const retryMilliseconds = 10_000

export type Draft = {
  body: string
  setBody: (body: string) => void
  picked: PickedFiles
  /** When it reached the store, ISO; undefined while it has not. */
  savedAt: string | undefined
  /** `local`: it is only in this browser for now. */
  state: 'idle' | 'saving' | 'local'
  /** What is kept since it was changed elsewhere; the writer chooses. */
  theirs: KeptDraft | undefined
  choose: (which: 'mine' | 'theirs') => void
  /** After sending: nothing is left, here and in the store. */
  clear: () => void
  /** Resolves when nothing is on its way to the store. */
  settled: () => Promise<void>
}

type Known = { version: number; ids: string; isDirty: boolean }

/**
 * One text with its files, kept in its store while it is written (SPEC 5.2).
 * @param read what the store had when it was asked last; undefined before
 */
export function useDraft(
  mode: ComposerMode,
  store: DraftStore | undefined,
  read: readonly KeptDraft[] | undefined,
): Draft {
  const key = store?.key
  const [local] = useState(() => readLocalDraft(key, mode))
  const [body, show] = useState(local?.body ?? '')
  const [savedAt, setSavedAt] = useState<string>()
  const [state, setState] = useState<Draft['state']>('idle')
  const [theirs, setTheirs] = useState<KeptDraft>()
  const picked = usePickedFiles()
  const { restore } = picked
  const known = useRef<Known>({ version: local?.version ?? 0, ids: '', isDirty: local !== undefined })
  const ids = pickedIds(picked.files)
  const latest = useRef({ body, ids, store })
  useEffect(() => {
    latest.current = { body, ids, store }
  })
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const again = useRef(() => {})
  const underWay = useRef<Promise<void>>(Promise.resolve())

  const adopt = useCallback(
    (draft: KeptDraft | undefined) => {
      known.current = {
        version: draft?.version ?? 0,
        ids: (draft?.attachments ?? []).map((file) => file.id).join(),
        isDirty: false,
      }
      latest.current = { ...latest.current, body: draft?.body ?? '' }
      show(draft?.body ?? '')
      setSavedAt(draft?.savedAt)
      setTheirs(undefined)
      restore(draft?.attachments ?? [])
      writeLocalDraft(key, mode, undefined)
    },
    [key, mode, restore],
  )

  const save = useCallback((): Promise<void> => {
    clearTimeout(timer.current)
    const run = async (): Promise<void> => {
      const { body: text, ids: files, store: place } = latest.current
      if (place === undefined || !known.current.isDirty) return
      setState('saving')
      known.current.isDirty = false
      try {
        const content = { body: text, attachmentIds: files, version: known.current.version }
        const kept = await place.save(mode, content, document.visibilityState === 'hidden')
        known.current.version = kept?.version ?? 0
        setSavedAt(kept?.savedAt)
        setState('idle')
        // More may have been written meanwhile; it goes on from here.
        const more = { body: latest.current.body, version: known.current.version }
        writeLocalDraft(place.key, mode, known.current.isDirty ? more : undefined)
      } catch (problem) {
        known.current.isDirty = true
        setState('local')
        if (problem instanceof ApiProblem && problem.code === 'draft_changed') await compare(place)
        else if (!(problem instanceof ApiProblem) || problem.status === 0 || problem.status >= 500)
          timer.current = setTimeout(() => again.current(), retryMilliseconds)
      }
    }
    const compare = async (place: DraftStore): Promise<void> => {
      const found = (await place.read().catch(() => [])).find((one) => one.mode === mode)
      if (found !== undefined && found.body !== latest.current.body) return setTheirs(found)
      known.current.version = found?.version ?? 0
      timer.current = setTimeout(() => again.current(), 0)
    }
    underWay.current = underWay.current.then(run)
    return underWay.current
  }, [mode])

  useEffect(() => {
    again.current = () => void save()
  }, [save])

  const touch = useCallback(() => {
    known.current.isDirty = true
    setSavedAt(undefined)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => void save(), restMilliseconds)
  }, [save])

  const setBody = useCallback(
    (next: string) => {
      show(next)
      latest.current = { ...latest.current, body: next }
      writeLocalDraft(key, mode, { body: next, version: known.current.version })
      touch()
    },
    [key, mode, touch],
  )

  useEffect(() => {
    if (read === undefined) return
    const found = read.find((one) => one.mode === mode)
    const { isDirty, version } = known.current
    if (!isDirty && (found?.version ?? 0) !== version) adopt(found)
    if (!isDirty) return
    if (found !== undefined && found.version > version && found.body !== latest.current.body)
      return setTheirs(found)
    known.current.version = found?.version ?? 0
    // The copy in this browser has no files; those of the store go on with it.
    if (found !== undefined && latest.current.ids.length === 0) {
      known.current.ids = found.attachments.map((file) => file.id).join()
      latest.current = { ...latest.current, ids: found.attachments.map((file) => file.id) }
      restore(found.attachments)
    }
    touch()
  }, [adopt, mode, read, restore, touch])

  const joined = ids.join()
  useEffect(() => {
    if (joined === known.current.ids) return
    known.current.ids = joined
    touch()
  }, [joined, touch])

  // Whoever leaves the page, the tab or the device finds it where they go on.
  useEffect(() => {
    const leave = (): void => {
      if (document.visibilityState === 'hidden') void save()
    }
    document.addEventListener('visibilitychange', leave)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      void save()
    }
  }, [save])

  const clear = (): void => {
    clearTimeout(timer.current)
    adopt(undefined)
  }
  const choose = (which: 'mine' | 'theirs'): void => {
    if (theirs === undefined) return
    if (which === 'theirs') return adopt(theirs)
    known.current.version = theirs.version
    setTheirs(undefined)
    touch()
  }
  const settled = (): Promise<void> => {
    clearTimeout(timer.current)
    return underWay.current
  }
  return { body, setBody, picked, savedAt, state, theirs, choose, clear, settled }
}
