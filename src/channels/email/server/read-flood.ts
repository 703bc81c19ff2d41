import './tables.ts'
import { text } from 'node:stream/consumers'
import type { Selectable } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { FloodId } from '#platform/ids.ts'
import { cleanText } from '../domain/clean-text.ts'
import { maskCodes } from '../domain/code-masks.ts'
import { decodeWords } from '../domain/decode-words.ts'
import type { FloodView } from '../domain/floods-contract.ts'
import { readHeaders } from '../domain/read-headers.ts'
import { firstHeader } from '../domain/read-mail.ts'
import type { FloodRow } from './flood-tables.ts'
import { floodOf } from './list-floods.ts'

const shown = 20
/** The subject stands among the first header fields, or is not shown. */
const headBytes = 16_000

/** One flood: who sent how much, and its newest messages. For staff. Throws 404 for what is not there. */
export async function readFlood(ctx: Context, { id }: { id: string }): Promise<FloodView> {
  requireVendor(ctx, 'agent')
  const { newest, ...view } = await ctx.transaction(async (tx) => {
    const row = await findFlood(tx, id)
    const messages = tx.selectFrom('inbound_mail').where('flood_id', '=', row.id)
    const { waiting } = await messages
      .where('state', '=', 'stored')
      .select((eb) => eb.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow()
    const senders = await messages
      .select((eb) => ['envelope_from as address', eb.fn.countAll<number>().as('messages')])
      .groupBy('envelope_from')
      .orderBy('messages', 'desc')
      .orderBy('envelope_from')
      .limit(shown)
      .execute()
    const newest = await messages
      .select(['id', 'received_at', 'envelope_from', 'raw_sha256', 'bytes'])
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(shown)
      .execute()
    return { ...floodOf(row), waiting: Number(waiting), senders, newest }
  })
  return {
    ...view,
    senders: view.senders.map(({ address, messages }) => ({ address, messages: Number(messages) })),
    newest: await Promise.all(
      newest.map(async (mail) => ({
        id: mail.id,
        receivedAt: mail.received_at.toISOString(),
        sender: mail.envelope_from,
        subject: await subjectOf(ctx, mail.raw_sha256),
        bytes: mail.bytes,
        rawUrl: `/api/v1/triage/${mail.id}/raw`,
      })),
    ),
  }
}

export async function findFlood(tx: Tx, id: string, lock = false): Promise<Selectable<FloodRow>> {
  const query = tx
    .selectFrom('mail_floods')
    .selectAll()
    .where('id', '=', id as FloodId)
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw notFound('flood of mail')
  return row
}

/** Whoever wrote it: without what could be a code. */
async function subjectOf(ctx: Context, sha256: string): Promise<string> {
  const beginning = ctx.files.read(sha256, headBytes).setEncoding('latin1')
  const head = await text(beginning).catch(() => '')
  const written = firstHeader(readHeaders(head), 'subject') ?? ''
  const subject = cleanText(decodeWords(written.slice(0, 1_000)))
  return maskCodes({ subject, body: '' }).subject.replaceAll(/\s+/g, ' ').slice(0, 200).toWellFormed()
}
