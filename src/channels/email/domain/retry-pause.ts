const ceilingMs = 30 * 60_000

/**
 * How long to wait after a try that failed: a minute, then twice as long each time, half an hour at most; with
 * up to a quarter more, so that what failed together does not come back together.
 * @param attempts how often it has been tried
 * @param chance 0 to 1
 */
export function pauseAfterTry(attempts: number, chance: number): number {
  const pause = Math.min(ceilingMs, 60_000 * 2 ** Math.min(20, attempts - 1))
  return Math.round(pause * (1 + chance / 4))
}
