import { createHmac, timingSafeEqual } from 'node:crypto'
import { FourlineError } from '#platform/errors.ts'

/** A request as it came, of which nothing is believed yet. */
export type Post = {
  /** By their names in lower case. */
  headers: Readonly<Record<string, string | undefined>>
  body: Buffer
}

/** One message as a provider handed it over, once it has proven that it is the provider. */
export type PostedMail = {
  raw: Buffer
  envelopeFrom: string
  envelopeTo: string[]
  /** The server that delivered it to the provider, where the provider says so. */
  remoteAddress: string | null
  /** What proved the post, where that does not cover the message: it counts for one message. */
  proof: string | null
}

/** How far a provider's clock, and its later tries, may be from our time. */
export const postedWithinMs = 24 * 3_600_000

export function notProven(why: string): FourlineError {
  return new FourlineError('unauthenticated', 'post_not_proven', why)
}

export function notReadable(why: string): FourlineError {
  return new FourlineError('invalid', 'post_unreadable', why)
}

export function requireRecent(instantMs: number, now: Date): void {
  // Also for what is no number.
  if (!(Math.abs(now.getTime() - instantMs) <= postedWithinMs))
    throw notProven('The post is older than a day, or its time is missing.')
}

export function hmacHex(key: string, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex')
}

/** Compares without telling by its time how much agrees. */
export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** The addresses of a list such as `a@x.example, b@y.example`. */
export function addressList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .slice(0, 200)
}
