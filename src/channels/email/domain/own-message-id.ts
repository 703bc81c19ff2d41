import { domainOf } from './sender-verdict.ts'

/**
 * The Message-ID of a mail that this product sends: the same each time it is sent, so that a repeated
 * sending is recognised as one (RFC 5322, 3.6.4).
 * @param what one word: `reply`, `received`, `answer`
 * @param id the row it tells of
 */
export function ownMessageId(what: string, id: string, supportAddress: string): string {
  return `<fourline.${what}.${id}@${domainOf(supportAddress)}>`
}

/** Whether an id, with or without angle brackets, has the form that only this installation writes. */
export function isOwnMessageId(messageId: string, supportAddress: string): boolean {
  const bare = messageId.replaceAll(/[<>]/g, '').toLowerCase()
  return bare.startsWith('fourline.') && bare.endsWith(`@${domainOf(supportAddress).toLowerCase()}`)
}
