import { z } from 'zod'
import { isSame, notProven, notReadable, type Post, type PostedMail } from './posted-mail.ts'

const address = z.object({ Email: z.string() })
const inbound = z.object({
  RawEmail: z.string().min(1),
  OriginalRecipient: z.string().default(''),
  FromFull: address.optional(),
  Headers: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
})

/**
 * Postmark's inbound webhook with “Include raw email content in JSON payload”. It signs nothing: a name and a password
 * in the address of the webhook prove it. Source: Postmark's documentation of inbound processing.
 * @param password the password that stands in its address
 */
export function readPostmark(post: Post, password: string): PostedMail {
  const given = /^Basic ([A-Za-z0-9+/=]+)$/.exec(post.headers['authorization'] ?? '')?.[1] ?? ''
  const [, found = ''] = /^[^:]*:(.*)$/s.exec(Buffer.from(given, 'base64').toString('utf8')) ?? []
  if (!isSame(found, password)) throw notProven('The password is not the one of this address.')
  const parsed = inbound.safeParse(jsonOf(post.body))
  if (!parsed.success)
    throw notReadable('There is no whole message: tick “Include raw email content in JSON payload”.')
  const { RawEmail: raw, OriginalRecipient: to, FromFull: from, Headers: headers } = parsed.data
  const returnPath = headers.find(({ Name }) => Name.toLowerCase() === 'return-path')?.Value
  return {
    raw: Buffer.from(raw, 'utf8'),
    envelopeFrom: (returnPath ?? from?.Email ?? '').replaceAll(/[<>]/g, ''),
    envelopeTo: to === '' ? [] : [to],
    remoteAddress: null,
    proof: null,
  }
}

export function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
