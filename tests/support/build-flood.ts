import { acceptMail } from '#channels/email/server/accept-mail.ts'
import type { TestApp } from './test-app.ts'

let count = 0

/** More messages of one sender than are placed by themselves; resolves to the id of their flood. */
export async function receiveFlood(app: TestApp, word: string, messages = 3): Promise<string> {
  count += 1
  const sender = `${word}${count}@stranger.example`
  for (let at = 0; at <= messages; at++)
    await acceptMail(app.system(), {
      way: 'smtp',
      remoteAddress: '192.0.2.1',
      helo: 'stranger.example',
      envelopeFrom: sender,
      envelopeTo: ['support@vendor.example'],
      content: bytes(`From: ${sender}\r\nSubject: ${word} ${at}\r\n\r\n${word} ${at}\r\n`),
      floodAfter: 1,
    })
  const { rows } = await app.ownerPool.query<{ id: string }>(
    `select flood_id id from inbound_mail where envelope_from = $1 and flood_id is not null limit 1`,
    [sender],
  )
  return rows[0]?.id ?? ''
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
