import type { Clock } from './clock.ts'
import type { Priority } from './clock-policy.ts'

/** `pending` waits for the customer; `cancelled` is closed as duplicate, spam, withdrawn or out of scope. */
export type ClockStatus = 'open' | 'pending' | 'on_hold' | 'resolved' | 'closed' | 'cancelled'

/** The clocks of a case after some events; a kind that has not started yet is null. */
export type CaseClocks = {
  priority: Priority
  firstResponse: Clock | null
  nextResponse: Clock | null
  resolution: Clock | null
  /** The stay on the line that has the case, or had it when it was solved. */
  line: Clock | null
  /** Which line has had the case, and since when; the last is the one that has it. */
  lines: { at: number; line: number }[]
  /** Exchanges and stays that a later one has followed, as they ended, oldest first. */
  past: Clock[]
  cancelled: boolean
}
