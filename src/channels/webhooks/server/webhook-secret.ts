import { randomBytes } from 'node:crypto'
import { readSecretFile } from '#platform/secret-file.ts'

/** A secret as Standard Webhooks writes it: 256 random bits behind a word that scanners know. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

/** What the secrets of endpoints are sealed with. */
export function readWebhookKey(dataFolder: string): string {
  return readSecretFile(dataFolder, 'webhooks', 'every webhook needs a new secret')
}
