import { useState } from 'react'
import { ApiProblem } from './api-problem.ts'
import { problemSentence } from './problem-sentence.ts'

export type Sending = {
  busy: boolean
  /** What went wrong, in a sentence; undefined while nothing has. */
  sentence: string | undefined
  /** What the server says of one field. */
  errorOf: (path: string) => string | undefined
  /** Does the work; resolves to whether it was done. What was typed is never lost by a failure. */
  run: (work: () => Promise<unknown>) => Promise<boolean>
  clear: () => void
}

/** The way of every form: busy, done, or told why not, field by field where the server says so. */
export function useSending(): Sending {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<unknown>()
  const errors = problem instanceof ApiProblem ? problem.errors : []
  return {
    busy,
    sentence: problem === undefined ? undefined : problemSentence(problem),
    errorOf: (path) => errors.find((one) => one.path === path)?.message,
    clear: () => setProblem(undefined),
    async run(work) {
      setBusy(true)
      setProblem(undefined)
      try {
        await work()
        return true
      } catch (failure) {
        setProblem(failure)
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}
