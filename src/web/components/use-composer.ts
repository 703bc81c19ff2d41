import { useState } from 'react'
import { problemSentence } from '../api/problem-sentence.ts'
import { useSubmissionKey } from '../api/use-submission-key.ts'
import { isUploading, pickedIds } from './picked-file.ts'
import { useKeptText } from './use-kept-text.ts'
import { usePickedFiles, type PickedFiles } from './use-picked-files.ts'

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

export type ComposerState = {
  mode: ComposerMode
  setMode: (mode: ComposerMode) => void
  body: string
  setBody: (body: string) => void
  picked: PickedFiles
  sending: boolean
  /** Why the last try failed; the text is still there. */
  problem: string | undefined
  send: (action: string) => Promise<void>
  canSend: boolean
}

/** Text, files and the way out of them; reply and note keep their own text. */
export function useComposer(
  firstMode: ComposerMode,
  draftKey: string | undefined,
  onSend: (message: ComposedMessage) => Promise<unknown>,
): ComposerState {
  const [mode, setMode] = useState(firstMode)
  const [body, setBody] = useKeptText(draftKey === undefined ? undefined : `${draftKey}:${mode}`)
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()
  const picked = usePickedFiles()
  const submission = useSubmissionKey()
  const canSend = body.trim() !== '' && !sending && !isUploading(picked.files)

  const send = async (action: string): Promise<void> => {
    if (!canSend) return
    setSending(true)
    setProblem(undefined)
    const content = { mode, body, attachmentIds: pickedIds(picked.files), action }
    try {
      await onSend({ ...content, idempotencyKey: submission.keyFor(content) })
      submission.renew()
      setBody('')
      picked.clear()
    } catch (failure) {
      setProblem(problemSentence(failure))
    } finally {
      setSending(false)
    }
  }
  return { mode, setMode, body, setBody, picked, sending, problem, send, canSend }
}
