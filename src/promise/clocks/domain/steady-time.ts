/** How far the clock may be off what has passed since the last look before it is believed no more. */
const largestStepMs = 30_000

/** A clock that moved: when, by the time before, and by how much; negative is back. Milliseconds since 1970. */
export type TimeAlarm = { movedAtMs: number; movedByMs: number }

/** One look at the clock of the database. */
export type TimeSeen = {
  /** What it said, in milliseconds since 1970. */
  databaseMs: number
  /** What only goes forward, read before asking and after the answer: it said so somewhere between. */
  beforeMs: number
  afterMs: number
  /** How often somebody has said that the clock is right. */
  trusted: number
  /** What other processes hold at the moment. */
  alarm: TimeAlarm | null
}

/** The time that due times go by: an instant that was right, and what only goes forward then. */
export type SteadyTime = { atMs: number; monotonicMs: number; trusted: number; alarm: TimeAlarm | null }

/**
 * The time of a process that starts. It takes over what others hold; where none does, it believes the clock: whoever
 * starts the product while the clock is wrong gets what is due by that clock.
 */
export function startTime(seen: TimeSeen): SteadyTime {
  const { databaseMs, afterMs, trusted, alarm } = seen
  return { atMs: databaseMs - (alarm?.movedByMs ?? 0), monotonicMs: afterMs, trusted, alarm }
}

/**
 * The time after a look: that of the database while it goes on steadily, or once somebody newly said that it is
 * right; else the time before, going on by itself. A clock that comes back ends the alarm.
 */
export function followTime(time: SteadyTime, seen: TimeSeen): SteadyTime {
  const { databaseMs, beforeMs, afterMs, trusted } = seen
  // Taken as read at the end, so that it is never ahead of the clock and nothing fires early.
  const followed: SteadyTime = { atMs: databaseMs, monotonicMs: afterMs, trusted, alarm: null }
  if (trusted !== time.trusted) return followed
  const [earliestMs, latestMs] = [timeAt(time, beforeMs), timeAt(time, afterMs)]
  const isSteady = databaseMs >= earliestMs - largestStepMs && databaseMs <= latestMs + largestStepMs
  if (isSteady) return followed
  const movedAtMs = time.alarm?.movedAtMs ?? latestMs
  return { ...time, alarm: { movedAtMs, movedByMs: Math.round(databaseMs - latestMs) } }
}

/** What time it is, in milliseconds since 1970. */
export function timeAt({ atMs, monotonicMs }: SteadyTime, nowMonotonicMs: number): number {
  return atMs + (nowMonotonicMs - monotonicMs)
}

/** A length of time as people say it: `3 h`, `45 min`, `40 s`. */
export function lengthInWords(ms: number): string {
  const seconds = Math.round(Math.abs(ms) / 1_000)
  if (seconds < 120) return `${seconds} s`
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`
}
