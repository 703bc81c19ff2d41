import { useState } from 'react'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { useDeskWords } from './desk-use-words.ts'

export type DialogForm = {
  busy: boolean
  /** What went wrong, in a sentence; the text on screen is kept. */
  problem: string | undefined
  setProblem: (problem: string | undefined) => void
  /** Closes when it is done; else says why not. Resolves to the problem, undefined when done. */
  run: (work: () => Promise<unknown>) => Promise<unknown>
}

/** The way of every dialog that sends something: busy, done and closed, or told why not. */
export function useDialogForm(onClose: () => void): DialogForm {
  const t = useDeskWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const run = async (work: () => Promise<unknown>): Promise<unknown> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      onClose()
      return undefined
    } catch (failure) {
      setProblem(`${t('dialog.failed')} ${problemSentence(failure)}`)
      return failure
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, setProblem, run }
}
