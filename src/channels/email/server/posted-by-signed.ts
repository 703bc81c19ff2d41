import { createHmac } from 'node:crypto'
import {
  addressList,
  isSame,
  notProven,
  notReadable,
  type Post,
  type PostedMail,
  requireRecent,
} from './posted-mail.ts'

/**
 * Anything of the vendor's own, such as a mail worker at the edge: the message is the body, signed as Standard
 * Webhooks says, over its very bytes (its library signs text); the envelope is in the headers `x-envelope-from` and
 * `x-envelope-to`. Source: the specification of Standard Webhooks.
 */
export function readSigned({ headers, body }: Post, secret: string, now: Date): PostedMail {
  const [id, timestamp] = [headers['webhook-id'] ?? '', headers['webhook-timestamp'] ?? '']
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const expected = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`
  const given = (headers['webhook-signature'] ?? '').split(' ').slice(0, 10)
  if (id === '' || !given.some((one) => isSame(one, expected)))
    throw notProven('The signature does not fit the message and its time.')
  requireRecent(Number(timestamp) * 1000, now)
  if (body.length === 0) throw notReadable('The message is empty.')
  return {
    raw: body,
    envelopeFrom: headers['x-envelope-from'] ?? '',
    envelopeTo: addressList(headers['x-envelope-to'] ?? ''),
    remoteAddress: null,
    proof: null,
  }
}
