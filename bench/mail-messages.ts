import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type Mail from 'nodemailer/lib/mailer/index.js'

export const senders = ['contact@basic.example', 'contact@business.example', 'contact@premium.example']

export type Message = { from: string; raw: string }

/** Keys of the senders' domains, and the zone in which they are published. */
export function makeSigners() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const zone = Object.fromEntries(
    [...senders, 'stranger@elsewhere.example'].flatMap((sender) => {
      const domain = domainOf(sender)
      return [
        [domain, { TXT: ['v=spf1 ip4:127.0.0.1 -all'] }],
        [`_dmarc.${domain}`, { TXT: ['v=DMARC1; p=reject'] }],
        [`bench._domainkey.${domain}`, { TXT: [`v=DKIM1; k=rsa; p=${key}`] }],
      ]
    }),
  )
  return { zone, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
}

const paragraph =
  'Since the last release the nightly import stops after the third file. We see it on both servers. '

/** The Message-ID of one of a run. */
export function messageIdOf(run: string, at: number): string {
  return `<${run}-${at}@bench.example>`
}

/** The sender of one of a run of new cases: each in turn. */
export function senderAt(at: number): string {
  return senders[at % senders.length] ?? ''
}

type Maker = { count: number; privateKey: string; run: string }

/** New cases, all of them. */
export async function makeMessages({ count, privateKey, run }: Maker): Promise<Message[]> {
  return makeAll(count, privateKey, run, (at) => ({ from: senderAt(at) }))
}

/**
 * Of ten: two new cases, three replies to messages of `begun` (which has to be placed), three from strangers, and
 * one automatic reply and one of a list each, which nobody has to see.
 */
export async function makeMix(maker: Maker, begun: { run: string; count: number }): Promise<Message[]> {
  return makeAll(maker.count, maker.privateKey, maker.run, (at) => {
    const kind = at % 10
    const round = Math.floor(at / 10)
    const stranger = 'stranger@elsewhere.example'
    if (kind === 0 || kind === 5) return { from: senderAt(round) }
    if (kind === 1 || kind === 4 || kind === 7) {
      const earlier = (round * 3 + kind) % begun.count
      return { from: senderAt(earlier), inReplyTo: messageIdOf(begun.run, earlier) }
    }
    if (kind === 3) return { from: senderAt(round), headers: { 'Auto-Submitted': 'auto-replied' } }
    if (kind === 8) return { from: stranger, list: { id: { url: 'list.elsewhere.example' } } }
    return { from: stranger }
  })
}

/** Of a hundred: most are a few lines, a quarter carries HTML, ten a file of 100 kB and five of a megabyte; a third are signed. */
async function makeAll(
  count: number,
  privateKey: string,
  run: string,
  what: (at: number) => Mail.Options & { from: string },
): Promise<Message[]> {
  const builder = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const messages: Message[] = []
  for (let at = 0; at < count; at++) {
    const { from, ...more } = what(at)
    const size = at % 20 === 7 ? 1_000_000 : at % 10 === 3 ? 100_000 : 0
    const { message } = await builder.sendMail({
      ...more,
      from: `A Contact <${from}>`,
      to: 'support@vendor.example',
      subject: `The import stops (${run} ${at})`,
      messageId: messageIdOf(run, at),
      text: paragraph.repeat(3 + (at % 7)),
      ...(at % 4 === 1 ? { html: `<p>${paragraph.repeat(30)}</p>` } : {}),
      ...(size > 0 ? { attachments: [{ filename: 'log.bin', content: randomBytes(size) }] } : {}),
      ...(at % 3 === 0 ? { dkim: { domainName: domainOf(from), keySelector: 'bench', privateKey } } : {}),
    })
    messages.push({ from, raw: Buffer.isBuffer(message) ? message.toString('latin1') : '' })
  }
  return messages
}

function domainOf(address: string): string {
  return address.split('@')[1] ?? ''
}

/** Fifty thousand parts within parts: what a stranger sends to see whether it hurts. */
export function makePoison(run: string): Message {
  const parts = Array.from(
    { length: 50_000 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  )
  const head = `From: eve@evil.example\r\nSubject: poison ${run}\r\nMessage-ID: <poison-${run}@evil.example>\r\nMIME-Version: 1.0\r\n`
  return { from: 'eve@evil.example', raw: `${head}${parts.join('')}` }
}
