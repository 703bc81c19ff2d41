/**
 * Gathers calls: the first runs at once, further ones wait until `gapMs` after the run before and run together.
 * @param later `setTimeout` and `clearTimeout`, with the time by `now`
 */
export function gather(
  run: () => void,
  gapMs: number,
  time = { now: () => Date.now(), later: (work: () => void, ms: number) => setTimeout(work, ms) },
): { call: () => void; stop: () => void } {
  let last = -Infinity
  let waiting: ReturnType<typeof setTimeout> | undefined
  const go = (): void => {
    waiting = undefined
    last = time.now()
    run()
  }
  return {
    call: () => {
      if (waiting !== undefined) return
      const left = last + gapMs - time.now()
      if (left <= 0) go()
      else waiting = time.later(go, left)
    },
    stop: () => {
      clearTimeout(waiting)
      waiting = undefined
    },
  }
}
