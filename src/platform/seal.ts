import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keeps short secrets unreadable in the database, and whole: what was changed there opens no more. */
export type Seal = { close(text: string): string; open(sealed: string): string }

const algorithm = 'aes-256-gcm'

/**
 * Seals with a key that lies outside the database (`readSecretFile`).
 * @param use what is sealed, so that one key seals different things differently
 */
export function createSeal(secret: string, use: string): Seal {
  const key = Buffer.from(hkdfSync('sha256', secret, '', use, 32))
  return {
    close(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, nonce)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
    },
  }
}
