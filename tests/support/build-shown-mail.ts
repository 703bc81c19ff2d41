import { acceptMail } from '#channels/email/server/accept-mail.ts'
import type { TestApp } from './test-app.ts'

type Shown = {
  raw: string
  from?: string
  verified?: boolean
  attachments?: { name: string; mediaType: string; content: string; contentId?: string }[]
}

/** A message that was read and waits in triage, with what was kept of it; returns its id. */
export async function receiveShown(
  app: TestApp,
  { raw, from = 'eve@stranger.example', verified = false, attachments = [] }: Shown,
): Promise<string> {
  const { id } = await acceptMail(app.system(), {
    way: 'smtp',
    remoteAddress: '127.0.0.1',
    helo: 'stranger.example',
    envelopeFrom: from,
    envelopeTo: ['support@vendor.example'],
    content: bytes(raw),
  })
  const kept = []
  for (const { content, ...rest } of attachments) {
    const stored = await app.shared.files.put(bytes(content), 1_000_000)
    kept.push({ ...rest, ...stored, inline: rest.contentId !== undefined })
  }
  const verdict = {
    verified,
    code: verified ? 'verified' : 'sender_forged',
    address: from,
    dmarc: { result: verified ? 'pass' : 'fail', domain: from.split('@')[1] },
    dkim: [],
    warnings: [],
  }
  await app.ownerPool.query(
    `update inbound_mail set state = 'triage', from_address = $2, subject = 'Shown', body = 'Shown',
       verdict = $3, attachments = $4, reason_code = 'sender_unknown', placed_at = now() where id = $1`,
    [id, from, JSON.stringify(verdict), JSON.stringify(kept)],
  )
  return id
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text, 'latin1')
}
