import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { cleanText } from '../domain/clean-text.ts'
import { decodeWords } from '../domain/decode-words.ts'
import { parseMailboxes } from '../domain/parse-mailboxes.ts'
import { readHeaders } from '../domain/read-headers.ts'
import { firstHeader } from '../domain/read-mail.ts'
import { envelopeOf } from '../domain/mailbox-envelope.ts'
import { putAside } from './write-inbound.ts'

type Large = {
  mailboxId: string
  mailboxName: string
  head: Buffer
  bytes: number
  user: string
  supportAddress: string
}

/**
 * Tells people in triage of a message that is too large to be taken: its head stands for it. Who sent it was not
 * checked. Returns undefined where the same head has come before.
 */
export async function noteLargeMessage(ctx: Context, tx: Tx, large: Large): Promise<MailId | undefined> {
  const headers = readHeaders(large.head.toString('latin1'))
  const envelope = envelopeOf(headers, large)
  const { sha256, bytes } = await ctx.files.put(once(large.head), large.head.length)
  const from = parseMailboxes(firstHeader(headers, 'from') ?? '')
  const megabytes = (large.bytes / 1_000_000).toFixed(1)
  const words = `It has ${megabytes} MB and lies in “${large.mailboxName}”.`
  const id = newId<MailId>(ctx.now.getTime())
  const added = await tx
    .insertInto('inbound_mail')
    .values({
      id,
      received_at: ctx.now,
      way: 'mailbox',
      way_id: large.mailboxId,
      remote_address: null,
      helo: null,
      envelope_from: envelope.from,
      envelope_to: envelope.to,
      raw_sha256: sha256,
      bytes,
      state: 'stored',
      from_address: from.readable ? (from.addresses[0] ?? null) : null,
      subject: cleanText(decodeWords(firstHeader(headers, 'subject') ?? ''))
        .slice(0, 500)
        .toWellFormed(),
      body: words,
    })
    .onConflict((known) => known.column('raw_sha256').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added !== undefined) await putAside(ctx, tx, id, 'too_large', words)
  return added?.id
}

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}
