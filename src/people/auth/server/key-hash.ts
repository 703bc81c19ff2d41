import { createHash } from 'node:crypto'

/** By this word people, and programs that look for secrets in public places, know a key. */
export const keyPrefix = 'fl_live_'

/**
 * How a key is looked up. A key is 256 random bits, which nobody can try through, so that a slow hash would only
 * slow its use.
 */
export function keyHash(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
