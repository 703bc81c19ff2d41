import type { Readable } from 'node:stream'
import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import { plainAddress } from './mail-network.ts'
import { commitIntake } from './commit-intake.ts'
import { mailLimits } from './mail-limits.ts'
import type { InboundWay } from './tables.ts'

export type IncomingMail = {
  way: InboundWay
  /** The mailbox or the provider's address that it came by. */
  wayId?: string
  /** Null where no server handed it over to us. */
  remoteAddress: string | null
  helo: string | null
  /** Empty for the null sender. */
  envelopeFrom: string
  envelopeTo: string[]
  content: Readable | AsyncIterable<Uint8Array>
  /** When the customer's mail was taken by a server of ours before this one; left out, now. */
  receivedAt?: Date | undefined
  /** Messages of one sender within ten minutes, beyond which they are bundled; left out, never. */
  floodAfter?: number | undefined
}

/**
 * Takes a message in: its bytes reach the disk, then its row and the job that will place it are committed.
 * Only then may the sending server be told yes (SPEC 7.2). Nothing is read from it here. The same bytes
 * again are the message that is there already. Throws `too_large`, having taken in all that was sent.
 */
export async function acceptMail(ctx: Context, mail: IncomingMail): Promise<{ id: MailId; known: boolean }> {
  const { sha256, bytes } = await ctx.files.put(upToLimit(mail.content), mailLimits.messageBytes)
  return commitIntake(ctx, {
    way: mail.way,
    way_id: mail.wayId ?? null,
    // A clock that is ahead makes nothing arrive later than it did.
    received_at: mail.receivedAt !== undefined && mail.receivedAt < ctx.now ? mail.receivedAt : ctx.now,
    remote_address: mail.remoteAddress === null ? null : plainAddress(mail.remoteAddress),
    helo: cleanWord(mail.helo ?? '') || null,
    envelope_from: cleanWord(mail.envelopeFrom),
    envelope_to: mail.envelopeTo.map(cleanWord),
    raw_sha256: sha256,
    bytes,
    floodAfter: mail.floodAfter,
  })
}

/** Stops keeping at the limit, but takes the rest from the wire, so that the refusal can be said. */
async function* upToLimit(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.length
    if (bytes <= mailLimits.messageBytes) yield chunk
  }
  if (bytes > mailLimits.messageBytes) {
    throw new FourlineError('too_large', 'message_too_large', 'A message may have up to 25 MB.')
  }
}

function cleanWord(word: string): string {
  return word
    .replaceAll(/[^\x21-\x7e\u00a1-\uffff]/g, '')
    .toWellFormed()
    .slice(0, 320)
}
