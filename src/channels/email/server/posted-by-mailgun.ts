import { formFields } from './posted-form.ts'
import {
  addressList,
  hmacHex,
  isSame,
  notProven,
  notReadable,
  type Post,
  type PostedMail,
  requireRecent,
} from './posted-mail.ts'

/**
 * Mailgun's route that forwards the whole message: fields `body-mime`, `sender`, `recipient`, and a signature over its
 * time and a token. Source: Mailgun's documentation of routes and of securing webhooks.
 * @param key the HTTP webhook signing key
 */
export function readMailgun(post: Post, key: string, now: Date): PostedMail {
  const fields = formFields(post)
  const text = (name: string) => fields.get(name)?.toString('utf8') ?? ''
  const [timestamp, token] = [text('timestamp'), text('token')]
  // Nothing stands between the two in what is signed: only a whole time says where the token begins.
  const isWhole = /^\d{10}$/.test(timestamp) && token !== ''
  if (!isWhole || !isSame(hmacHex(key, timestamp + token), text('signature').toLowerCase()))
    throw notProven('The signature is not Mailgun’s: compare the HTTP webhook signing key.')
  requireRecent(Number(timestamp) * 1000, now)
  const raw = fields.get('body-mime')
  if (raw === undefined)
    throw notReadable(
      'There is no body-mime: let the route forward to this very address, which ends in mime.',
    )
  return {
    raw,
    envelopeFrom: text('sender'),
    envelopeTo: addressList(text('recipient')),
    remoteAddress: null,
    // It is signed without the message.
    proof: `${timestamp} ${token}`.slice(0, 300),
  }
}
