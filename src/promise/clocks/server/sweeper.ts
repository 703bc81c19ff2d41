import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import type { Context } from '#platform/context.ts'
import { batchSize, fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { keepTime } from '#promise/clocks/server/keep-time.ts'

const longestSleepMs = 5_000
/** Something is due, and somebody else has it in hand. */
const shortSleepMs = 20
/** How late a timer may come: so much before its end, sleep gives way to waiting turn by turn of the event loop. */
const timerIsLateMs = 3

export type Sweeper = {
  /** There may be something to fire; with `due`, only if it sleeps past that instant. */
  wake(due?: Date): void
  stop(): Promise<void>
}

/**
 * Fires due times in this process: sleeps until the next one, woken when an earlier one appears, five
 * seconds at most. Any number of processes may sweep; each due time fires once, and none by a clock that jumped.
 */
export function startSweeper(contextAt: (at: Date) => Context, time = keepTime()): Sweeper {
  let stopped = false
  let wakeUp = () => {}
  /** Until when it sleeps; while it looks around, every call counts. */
  let sleepsUntilMs = Number.POSITIVE_INFINITY
  const wake = (due?: Date) => {
    if (due === undefined || due.getTime() < sleepsUntilMs) wakeUp()
  }
  const contextNow = () => contextAt(new Date(time.nowMs() ?? Date.now()))

  /** Fires what is due by now. The first time nothing is: there is no time yet. */
  async function fire(): Promise<number> {
    if (time.nowMs() === undefined) return 0
    let all = 0
    for (let fired = batchSize; fired === batchSize && !stopped; all += fired)
      fired = await fireDueClocks(contextNow())
    return all
  }

  /** Fires, and looks how long it may sleep. */
  async function sweep(): Promise<number> {
    const hadTime = time.nowMs() !== undefined
    const fired = await fire()
    const next = await time.look(contextNow())
    if (next === null) return longestSleepMs
    const waitMs = next.getTime() + 1 - (time.nowMs() ?? 0)
    if (waitMs <= 0) return hadTime && fired === 0 ? shortSleepMs : 0
    return Math.min(longestSleepMs, waitMs)
  }

  async function run(): Promise<void> {
    while (!stopped) {
      sleepsUntilMs = Number.POSITIVE_INFINITY
      const woken = new AbortController()
      wakeUp = () => woken.abort()
      const pause = await sweep().catch((error: unknown) => {
        contextNow().log.error('Due times could not be swept; trying again', { error })
        return 1_000
      })
      sleepsUntilMs = (time.nowMs() ?? 0) + pause
      if (!stopped) await sleepExactly(pause, woken.signal)
    }
  }

  const running = run()
  return {
    wake,
    async stop() {
      stopped = true
      wakeUp()
      await running
    },
  }
}

/** Sleeps to a fraction of a millisecond, or until it is woken. */
async function sleepExactly(ms: number, woken: AbortSignal): Promise<void> {
  const until = performance.now() + ms
  await sleep(Math.max(0, ms - timerIsLateMs), undefined, { signal: woken }).catch(() => undefined)
  while (performance.now() < until && !woken.aborted) await nextTurn()
}
