import { acceptMail } from '#channels/email/server/accept-mail.ts'
import type { TestApp } from './test-app.ts'

let count = 0

/** A message that became no case and waits for people; returns its id. */
export async function receiveTriage(app: TestApp, word: string): Promise<string> {
  const raw = `From: ${word}@stranger.example\r\nSubject: ${word} ${(count += 1)}\r\n\r\n${word}\r\n`
  const { id } = await acceptMail(app.system(), {
    way: 'smtp',
    remoteAddress: '127.0.0.1',
    helo: 'stranger.example',
    envelopeFrom: `${word}@stranger.example`,
    envelopeTo: ['support@vendor.example'],
    content: bytes(raw),
  })
  await app.ownerPool.query(
    `update inbound_mail set state = 'triage', from_address = envelope_from, subject = $2, body = $2,
       reason_code = 'stranger', reason = 'Nobody we know has this address.', placed_at = now() where id = $1`,
    [id, word],
  )
  return id
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
