import { createPublicKey, verify } from 'node:crypto'
import { isIP } from 'node:net'
import { z } from 'zod'
import { formFields } from './posted-form.ts'
import { notProven, notReadable, type Post, type PostedMail, requireRecent } from './posted-mail.ts'

const envelope = z.object({ from: z.string().default(''), to: z.array(z.string()).max(200).default([]) })

/**
 * Twilio SendGrid's Inbound Parse with “POST the raw, full MIME message”: fields `email`, `envelope`, `sender_ip`,
 * signed with ECDSA over time and body. Source: SendGrid's documentation of the signed webhook.
 * @param key the verification key, SPKI in base64
 */
export function readSendGrid(post: Post, key: string, now: Date): PostedMail {
  const signature = post.headers['x-twilio-email-event-webhook-signature'] ?? ''
  const timestamp = post.headers['x-twilio-email-event-webhook-timestamp'] ?? ''
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  const signed = Buffer.concat([Buffer.from(timestamp), post.body])
  if (signature === '' || !verify('sha256', signed, publicKey, Buffer.from(signature, 'base64')))
    throw notProven('The signature is not SendGrid’s: compare the verification key, and turn signing on.')
  requireRecent(Number(timestamp) * 1000, now)
  const fields = formFields(post)
  const raw = fields.get('email')
  if (raw === undefined)
    throw notReadable('There is no whole message: tick “POST the raw, full MIME message”.')
  const { from, to } = envelopeOf(fields.get('envelope'))
  const ip = fields.get('sender_ip')?.toString('latin1').trim() ?? ''
  return { raw, envelopeFrom: from, envelopeTo: to, remoteAddress: isIP(ip) === 0 ? null : ip, proof: null }
}

function envelopeOf(field: Buffer | undefined): z.output<typeof envelope> {
  try {
    return envelope.parse(JSON.parse(field?.toString('utf8') ?? '{}'))
  } catch {
    throw notReadable('The envelope of the message cannot be read.')
  }
}
