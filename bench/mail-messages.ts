import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createTransport } from 'nodemailer'

export const senders = ['contact@basic.example', 'contact@business.example', 'contact@premium.example']

/** Keys of the senders' domains, and the zone in which they are published. */
export function makeSigners() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  const zone = Object.fromEntries(
    senders.flatMap((sender) => {
      const domain = sender.split('@')[1] ?? ''
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

/** Of a hundred: most are a few lines, some carry HTML, a few a file of 100 kB or a megabyte; a third are signed. */
export async function makeMessages(count: number, privateKey: string, run: string): Promise<Message[]> {
  const builder = createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  const messages: Message[] = []
  for (let at = 0; at < count; at++) {
    const from = senders[at % senders.length] ?? ''
    const kind = at % 20
    const size = kind === 7 ? 1_000_000 : kind % 10 === 3 ? 100_000 : 0
    const { message } = await builder.sendMail({
      from: `A Contact <${from}>`,
      to: 'support@vendor.example',
      subject: `The import stops (${run} ${at})`,
      messageId: `<${run}-${at}@${from.split('@')[1]}>`,
      // Every fifth goes on with what was said before.
      ...(kind % 5 === 4 && at > 40 ? { inReplyTo: `<${run}-${at - 39}@${from.split('@')[1]}>` } : {}),
      text: paragraph.repeat(3 + (at % 7)),
      ...(kind % 4 === 1 ? { html: `<p>${paragraph.repeat(30)}</p>` } : {}),
      ...(size > 0 ? { attachments: [{ filename: 'log.bin', content: randomBytes(size) }] } : {}),
      ...(at % 3 === 0
        ? { dkim: { domainName: from.split('@')[1] ?? '', keySelector: 'bench', privateKey } }
        : {}),
    })
    messages.push({ from, raw: Buffer.isBuffer(message) ? message.toString('latin1') : '' })
  }
  return messages
}

export type Message = { from: string; raw: string }

/** Fifty thousand parts within parts: what a stranger sends to see whether it hurts. */
export function makePoison(run: string): Message {
  const parts = Array.from(
    { length: 50_000 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\r\n\r\n--b${at}\r\n`,
  )
  const head = `From: eve@evil.example\r\nSubject: poison ${run}\r\nMessage-ID: <poison-${run}@evil.example>\r\nMIME-Version: 1.0\r\n`
  return { from: 'eve@evil.example', raw: `${head}${parts.join('')}` }
}
