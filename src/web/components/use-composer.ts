import { useCallback, useEffect, useRef, useState } from 'react'
import { problemSentence } from '../api/problem-sentence.ts'
import { useSubmissionKey } from '../api/use-submission-key.ts'
import type { DraftStore, KeptDraft } from './draft-store.ts'
import { filesBlock, pickedIds } from './picked-file.ts'
import { type Draft, useDraft } from './use-draft.ts'

export type ComposerMode = 'reply' | 'note'

/** What leaves the composer; `action` is the key of the chosen way to send. */
export type ComposedMessage = {
  mode: ComposerMode
  body: string
  attachmentIds: string[]
  action: string
  /** The same for every try of this message. */
  idempotencyKey: string
}

export type ComposerState = Pick<Draft, 'body' | 'setBody' | 'picked'> & {
  mode: ComposerMode
  setMode: (mode: ComposerMode) => void
  draft: Draft
  /** Something unsent is in one of the modes. */
  hasDraft: boolean
  /** Nothing is typed or added meanwhile: it would be cleared with what was sent. */
  sending: boolean
  /** Why the last try failed; the text is still there. */
  problem: string | undefined
  send: (action: string) => Promise<void>
  canSend: boolean
}

/** Text, files and the way out of them; reply and note keep their own. */
export function useComposer(
  { mode, setMode }: Pick<ComposerState, 'mode' | 'setMode'>,
  store: DraftStore | undefined,
  onSend: (message: ComposedMessage) => Promise<unknown>,
): ComposerState {
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const { read, forget } = useReadDrafts(store)
  const reply = useDraft('reply', store, read)
  const note = useDraft('note', store, read)
  const draft = mode === 'note' ? note : reply
  const { body, picked } = draft
  const submission = useSubmissionKey()
  const canSend = body.trim() !== '' && !sending && filesBlock(picked.files) === undefined

  const send = async (action: string): Promise<void> => {
    if (!canSend) return
    setSending(true)
    setProblem(undefined)
    const content = { mode, body, attachmentIds: pickedIds(picked.files), action }
    try {
      // A draft that is still being saved would come back after the message is sent.
      await draft.settled()
      await onSend({ ...content, idempotencyKey: submission.keyFor(content) })
      submission.renew()
      forget()
      draft.clear()
    } catch (failure) {
      setProblem(problemSentence(failure))
    } finally {
      setSending(false)
    }
  }
  const hasDraft = [reply, note].some((one) => one.body.trim() !== '' || one.picked.files.length > 0)
  const { setBody } = draft
  return { mode, setMode, body, setBody, picked, draft, hasDraft, sending, problem, send, canSend }
}

type Reading = {
  read: readonly KeptDraft[] | undefined
  /** What has been asked for and has not come yet is of before, and is not wanted any more. */
  forget: () => void
}

/** What the store has, asked again whenever the reader comes back to the page or the store is another. */
function useReadDrafts(store: DraftStore | undefined): Reading {
  const [read, setRead] = useState<readonly KeptDraft[]>()
  const latest = useRef(store)
  const round = useRef(0)
  useEffect(() => {
    latest.current = store
  })
  const key = store?.key
  const epoch = store?.epoch
  useEffect(() => {
    const ask = (): void => {
      if (document.visibilityState === 'hidden') return
      round.current += 1
      const own = round.current
      // Without an answer the copy in this browser goes on.
      void latest.current?.read().then(
        (found) => (own === round.current ? setRead(found) : undefined),
        () => undefined,
      )
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      round.current += 1
      document.removeEventListener('visibilitychange', ask)
    }
  }, [key, epoch])
  const forget = useCallback(() => {
    round.current += 1
  }, [])
  return { read, forget }
}
