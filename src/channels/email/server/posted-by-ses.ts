import { createPublicKey, verify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { jsonOf } from './posted-by-postmark.ts'
import { notProven, notReadable, type Post, type PostedMail, requireRecent } from './posted-mail.ts'

/** A notice of Amazon SNS, as it travels over HTTPS. */
const notice = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Subject: z.string().optional(),
  Timestamp: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(['1', '2']),
  Signature: z.string(),
  SigningCertURL: z.string(),
})
type Notice = z.output<typeof notice>

const received = z.object({
  mail: z.object({ source: z.string() }),
  receipt: z.object({
    recipients: z.array(z.string()).max(200).default([]),
    action: z.object({ encoding: z.string().optional() }).optional(),
  }),
  content: z.string().min(1),
})

/** Fetches a text of Amazon's. */
export type FetchText = (url: string) => Promise<string>

/**
 * Amazon SES through an SNS topic whose action sends the whole message (up to 150 KB there). The signature is checked
 * with Amazon's own certificate; a subscription of our topic is confirmed by itself.
 * Source: the SNS guide, “Verifying the signatures of Amazon SNS messages”, and the SES guide to receiving mail.
 * @param topicArn the topic an admin entered: of other topics nothing is taken
 * @returns undefined where a subscription was confirmed, and no message came
 */
export async function readSes(
  post: Post,
  topicArn: string,
  now: Date,
  fetchText: FetchText,
): Promise<PostedMail | undefined> {
  const parsed = notice.safeParse(jsonOf(post.body))
  if (!parsed.success) throw notReadable('This is no notice of Amazon SNS.')
  const { data } = parsed
  if (data.TopicArn !== topicArn) throw notProven('It comes from another topic.')
  requireAmazon(data.SigningCertURL, /^\/SimpleNotificationService-[\w-]{1,100}\.pem$/)
  const certificate = await fetchText(data.SigningCertURL)
  if (!isSignedBy(data, certificate)) throw notProven('The signature is not Amazon’s.')
  requireRecent(Date.parse(data.Timestamp), now)
  if (data.Type === 'SubscriptionConfirmation') return confirm(data.SubscribeURL ?? '', fetchText)
  if (data.Type !== 'Notification') return undefined
  return messageIn(data)
}

/** Nobody but Amazon may say who signs for Amazon. */
function requireAmazon(url: string, path: RegExp): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isOurs =
    parsed?.protocol === 'https:' &&
    parsed.port === '' &&
    /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(\.cn)?$/.test(parsed.hostname) &&
    path.test(parsed.pathname)
  if (!isOurs) throw notProven('It names an address that is not Amazon’s.')
}

async function confirm(url: string, fetchText: FetchText): Promise<undefined> {
  requireAmazon(url, /^\/$/)
  await fetchText(url)
}

/** The lines that are signed, in this order; of a notice without a subject that line is left out. */
const signedOf: Record<string, (keyof Notice)[]> = {
  Notification: ['Message', 'MessageId', 'Subject', 'Timestamp', 'TopicArn', 'Type'],
  SubscriptionConfirmation: [
    'Message',
    'MessageId',
    'SubscribeURL',
    'Timestamp',
    'Token',
    'TopicArn',
    'Type',
  ],
}

function isSignedBy(data: Notice, certificate: string): boolean {
  const lines = (signedOf[data.Type] ?? signedOf.SubscriptionConfirmation ?? []).flatMap((name) => {
    const value = data[name]
    return value === undefined ? [] : [name, value]
  })
  const text = Buffer.from(`${lines.join('\n')}\n`)
  const algorithm = data.SignatureVersion === '2' ? 'sha256' : 'sha1'
  try {
    const key = certificate.includes('BEGIN CERTIFICATE')
      ? new X509Certificate(certificate).publicKey
      : createPublicKey(certificate)
    return verify(algorithm, text, key, Buffer.from(data.Signature, 'base64'))
  } catch {
    return false
  }
}

function messageIn({ Message }: Notice): PostedMail | undefined {
  const parsed = received.safeParse(jsonOf(Buffer.from(Message)))
  if (!parsed.success)
    throw notReadable(
      'There is no whole message: let the receipt rule publish to the topic, encoded in Base64.',
    )
  const { mail, receipt, content } = parsed.data
  const isBase64 = receipt.action?.encoding?.toLowerCase() === 'base64'
  return {
    raw: Buffer.from(content, isBase64 ? 'base64' : 'utf8'),
    envelopeFrom: mail.source,
    envelopeTo: receipt.recipients,
    remoteAddress: null,
    proof: null,
  }
}
