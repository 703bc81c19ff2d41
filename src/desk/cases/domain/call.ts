import { z } from 'zod'

/** The longest call that can be logged, in minutes. */
const longestCallMinutes = 600

/** A call or live session that somebody took, as it is logged (SPEC 4.3, 7.3). */
export const callInput = z.strictObject({
  by: z.enum(['phone', 'live_session']),
  startedAt: z.iso.datetime(),
  minutes: z.number().int().min(1).max(longestCallMinutes),
  /** Who spoke for the customer, and for us. */
  spokeWith: z.string().trim().min(1).max(200),
})
export type CallInput = z.output<typeof callInput>

const minute = 60_000
const day = 24 * 60 * minute
/** Calls are logged within a week; what is older belongs into an import. */
const oldestMs = 7 * day
/** A length is told in whole minutes, and two clocks are never quite the same. */
const slackMs = 2 * minute

/** Whether a call can have been as it is told: over by now, and not long ago. Instants in epoch milliseconds. */
export function callProblem(call: CallInput, nowMs: number): 'not_over' | 'too_old' | null {
  const startedMs = Date.parse(call.startedAt)
  if (startedMs + (call.minutes - 1) * minute > nowMs + slackMs) return 'not_over'
  return startedMs < nowMs - oldestMs ? 'too_old' : null
}
