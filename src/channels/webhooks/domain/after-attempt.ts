const second = 1_000
const minute = 60 * second
const hour = 60 * minute

/** When each attempt comes after the one before it (Standard Webhooks): ten within about three days. */
export const attemptDelaysMs: readonly number[] = [
  0,
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]

const longestWaitMs = 24 * hour

/** `retryAfterMs` is how long the endpoint has asked us to wait. */
export type Outcome = { status: number | null; retryAfterMs: number | null }

export type Verdict =
  | { kind: 'delivered' }
  | { kind: 'again'; inMs: number }
  /** `gone`: the endpoint wants nothing more (410). */
  | { kind: 'given_up'; because: 'gone' | 'exhausted' }

/**
 * What follows an attempt. Any 2xx is a receipt; a redirect is a failure like any other. What the endpoint asks
 * for in `Retry-After` is honoured up to a day.
 * @param tries attempts so far, this one included
 * @param chance from 0 up to 1: waits differ by a tenth each way, so that what failed together does not come
 *   back together
 */
export function afterAttempt({ status, retryAfterMs }: Outcome, tries: number, chance: number): Verdict {
  if (status !== null && status >= 200 && status < 300) return { kind: 'delivered' }
  if (status === 410) return { kind: 'given_up', because: 'gone' }
  const delay = attemptDelaysMs[tries]
  if (delay === undefined) return { kind: 'given_up', because: 'exhausted' }
  const inMs = Math.round(delay * (0.9 + 0.2 * chance))
  return { kind: 'again', inMs: Math.max(inMs, Math.min(retryAfterMs ?? 0, longestWaitMs)) }
}

/** Reads `Retry-After`: seconds, or a date; null where it says nothing that can be used. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * second
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - nowMs)
}
