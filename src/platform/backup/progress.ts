/** Tells how far long work is. Called often; most calls say nothing. */
export type Progress = (sentence: string) => void

const everyMs = 1_000

/** Says nothing in the first second, and then at most one sentence a second. */
export function createProgress(write: (line: string) => void, nowMs = () => performance.now()): Progress {
  let lastAt = nowMs()
  return (sentence) => {
    if (nowMs() - lastAt < everyMs) return
    lastAt = nowMs()
    write(`${sentence}…\n`)
  }
}
