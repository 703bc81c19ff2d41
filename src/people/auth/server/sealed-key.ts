import { createHmac } from 'node:crypto'
import { createSeal } from '#platform/seal.ts'

/** The key of somebody's app as it is stored: it opens with the secret of the data folder, and for them only. */
export function sealKey(secret: string, userId: string, key: string): string {
  return createSeal(secret, `second step of ${userId}`).close(key)
}

/** The key again. Throws where it was sealed for somebody else, with another secret, or was changed. */
export function openKey(secret: string, userId: string, sealed: string): string {
  return createSeal(secret, `second step of ${userId}`).open(sealed)
}

/** A keyed hash: without the secret no code can be found by trying all of them. */
export function hashCode(secret: string, userId: string, code: string): string {
  return createHmac('sha256', `fourline codes ${secret}`).update(`${userId} ${code}`).digest('base64url')
}
