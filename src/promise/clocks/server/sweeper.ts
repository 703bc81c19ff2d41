import type { Context } from '#platform/context.ts'
import { fireDueClocks, nextDueTime } from '#promise/clocks/server/fire-due-clocks.ts'

const longestSleepMs = 5_000

export type Sweeper = {
  /** There may be something to fire; with `due`, only if it sleeps past that instant. */
  wake(due?: Date): void
  stop(): Promise<void>
}

/**
 * Fires due times in this process: sleeps until the next one, woken when an earlier one appears, five
 * seconds at most. Any number of processes may sweep; each due time fires once.
 */
export function startSweeper(contextNow: () => Context): Sweeper {
  let stopped = false
  let wakeUp = () => {}
  /** Until when it sleeps; while it looks around, every call counts. */
  let sleepsUntilMs = Number.POSITIVE_INFINITY
  const wake = (due?: Date) => {
    if (due === undefined || due.getTime() < sleepsUntilMs) wakeUp()
  }

  async function sweep(): Promise<number> {
    const ctx = contextNow()
    while (!stopped && (await fireDueClocks(ctx)) > 0);
    const next = await nextDueTime(ctx)
    return next === null
      ? longestSleepMs
      : Math.min(longestSleepMs, Math.max(1, next.getTime() + 1 - Date.now()))
  }

  async function run(): Promise<void> {
    while (!stopped) {
      sleepsUntilMs = Number.POSITIVE_INFINITY
      const woken = new Promise<void>((resolve) => (wakeUp = resolve))
      const pause = await sweep().catch((error: unknown) => {
        contextNow().log.error('Due times could not be swept; trying again', { error })
        return 1_000
      })
      sleepsUntilMs = Date.now() + pause
      let timer: NodeJS.Timeout | undefined
      const slept = new Promise<void>((resolve) => (timer = setTimeout(resolve, pause)))
      if (!stopped) await Promise.race([woken, slept])
      clearTimeout(timer)
    }
  }

  const running = run()
  return {
    wake,
    async stop() {
      stopped = true
      wake()
      await running
    },
  }
}
