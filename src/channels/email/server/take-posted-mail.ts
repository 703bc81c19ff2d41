import './inlet-tables.ts'
import { createHash } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Context } from '#platform/context.ts'
import { FourlineError, notFound } from '#platform/errors.ts'
import type { Exchange } from '#platform/http/route.ts'
import { fetchOutside } from '#platform/outbound/fetch-outside.ts'
import type { Outside } from '#platform/outbound/open-socket.ts'
import type { Seal } from '#platform/seal.ts'
import { acceptMail } from './accept-mail.ts'
import type { MailInletRow } from './inlet-tables.ts'
import { mailLimits } from './mail-limits.ts'
import { readMailgun } from './posted-by-mailgun.ts'
import { readPostmark } from './posted-by-postmark.ts'
import { readSendGrid } from './posted-by-sendgrid.ts'
import { readSes } from './posted-by-ses.ts'
import { readSigned } from './posted-by-signed.ts'
import { notProven, type Post, type PostedMail } from './posted-mail.ts'

export type InletNeeds = {
  seal: Seal
  outside: Outside
  /** Messages of one sender within ten minutes, beyond which they are bundled; 0 or left out, never. */
  floodAfter?: number | undefined
}
type Inlet = Selectable<MailInletRow>

/** Signs and quotes around a message take room too; as JSON or a form it may be half as long again. */
const postBytes = mailLimits.messageBytes * 1.5
const atOnce = 4
const keptProofsMs = 3 * 24 * 3_600_000

let running = 0

/**
 * Takes one message that a provider posts. Whoever calls is nobody until the post is proven in the provider's way;
 * what is not proven changes nothing but a note for admins. It is told yes only once the message is committed; the
 * same message again is the one that is there.
 */
export async function takePostedMail(
  ctx: Context,
  { id }: { id: string },
  { request }: Exchange,
  needs: InletNeeds,
): Promise<{ id: string | null }> {
  const product = ctx.as({ kind: 'system', name: 'Mail intake' })
  const inlet = await findInlet(product, id)
  if (running >= atOnce)
    throw new FourlineError('unavailable', 'busy', 'Several messages are being taken in: please try again.')
  running++
  try {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
    )
    return await take(product, inlet, { headers, body: await bytesOf(request.body) }, needs)
  } catch (error) {
    if (error instanceof FourlineError) await noteRefusal(product, inlet, error.message)
    throw error
  } finally {
    running--
  }
}

async function findInlet(ctx: Context, id: string): Promise<Inlet> {
  const found = await ctx.transaction((tx) =>
    tx
      .selectFrom('mail_inlets')
      .selectAll()
      .where('id', '=', id)
      .where('state', '=', 'on')
      .executeTakeFirst(),
  )
  if (found === undefined) throw notFound('mail inlet')
  return found
}

async function take(
  ctx: Context,
  inlet: Inlet,
  post: Post,
  needs: InletNeeds,
): Promise<{ id: string | null }> {
  const posted = await readPost(inlet, post, ctx.now, needs)
  if (posted === undefined) return { id: null }
  if (posted.proof !== null) await spendProof(ctx, inlet.id, posted.proof, posted.raw)
  const { id } = await acceptMail(ctx, {
    way: 'provider',
    wayId: inlet.id,
    remoteAddress: posted.remoteAddress,
    helo: null,
    envelopeFrom: posted.envelopeFrom,
    envelopeTo: posted.envelopeTo,
    content: once(posted.raw),
    floodAfter: needs.floodAfter,
  })
  await ctx.transaction((tx) =>
    tx.updateTable('mail_inlets').set({ last_taken_at: ctx.now }).where('id', '=', inlet.id).execute(),
  )
  return { id }
}

function readPost(
  inlet: Inlet,
  post: Post,
  now: Date,
  { seal, outside }: InletNeeds,
): Promise<PostedMail | undefined> | PostedMail {
  const secret = seal.open(inlet.sealed_secret)
  switch (inlet.provider) {
    case 'mailgun':
      return readMailgun(post, secret, now)
    case 'sendgrid':
      return readSendGrid(post, secret, now)
    case 'ses':
      return readSes(post, secret, now, (url) => fetchText(outside, url))
    case 'postmark':
      return readPostmark(post, secret)
    case 'signed':
      return readSigned(post, secret, now)
  }
}

async function fetchText(outside: Outside, url: string): Promise<string> {
  const asked = { url, method: 'GET' as const, timeoutMs: 5_000, maxBytes: 100_000 }
  const { status, body } = await fetchOutside(outside, asked)
  if (status !== 200) throw notProven(`Amazon answered ${status}.`)
  return body.toString('utf8')
}

/** Who has seen a proof that does not cover the message could put another one beside it. */
async function spendProof(ctx: Context, inletId: string, proof: string, raw: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(raw).digest('hex')
  const known = await ctx.transaction(async (tx) => {
    await tx
      .deleteFrom('mail_inlet_proofs')
      .where('at', '<', new Date(ctx.now.getTime() - keptProofsMs))
      .execute()
    await tx
      .insertInto('mail_inlet_proofs')
      .values({ inlet_id: inletId, proof, raw_sha256: sha256, at: ctx.now })
      .onConflict((same) => same.doNothing())
      .execute()
    return tx
      .selectFrom('mail_inlet_proofs')
      .select('raw_sha256')
      .where('inlet_id', '=', inletId)
      .where('proof', '=', proof)
      .executeTakeFirstOrThrow()
  })
  if (known.raw_sha256 !== sha256) throw notProven('This signature came with another message before.')
}

/** For admins to see; once a minute is enough. */
async function noteRefusal(ctx: Context, inlet: Inlet, why: string): Promise<void> {
  const minuteAgo = new Date(ctx.now.getTime() - 60_000)
  await ctx.transaction((tx) =>
    tx
      .updateTable('mail_inlets')
      .set({ last_refused_at: ctx.now, last_refusal: why })
      .where('id', '=', inlet.id)
      .where((eb) => eb.or([eb('last_refused_at', 'is', null), eb('last_refused_at', '<', minuteAgo)]))
      .execute(),
  )
}

async function bytesOf(body: unknown): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Without a type nothing was sent.
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > postBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function tooLarge(): FourlineError {
  return new FourlineError('too_large', 'message_too_large', 'A message may have up to 25 MB.')
}

async function* once(raw: Buffer): AsyncGenerator<Uint8Array> {
  yield raw
}
