import { createTransport, type SendMailOptions } from 'nodemailer'
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { Selectable } from 'kysely'
import { triesOfMail } from '../domain/outgoing-contract.ts'
import { composeMail } from './compose-mail.ts'
import { type MailNeeds, readRelay, transportOf } from './relay.ts'
import type { OutgoingMailRow } from './tables.ts'

/** Without a mail server mail is kept, to be read on the outgoing-mail page. */
export type SendingOptions = MailNeeds & {
  /** Signs the links that some mail carries, see `linkToken`. */
  secret: string
}

type Outgoing = Selectable<OutgoingMailRow>

/**
 * Sends one queued mail. A failure is written on the mail and thrown, so that the queue tries again later;
 * what the server refuses for good, or fails to the last, is `failed`. A repeated sending carries the same
 * Message-ID.
 */
export async function sendMail(
  ctx: Context,
  { outgoingId }: { outgoingId: string },
  options: SendingOptions,
): Promise<void> {
  const id = outgoingId as MailId
  const prepared = await ctx.transaction((tx) => prepare(ctx, tx, id, options))
  if (prepared === undefined) return
  if (prepared.message === null) {
    return settle(ctx, id, { state: 'failed', last_error: 'The link in it opens nothing any more.' })
  }
  const attempts = prepared.mail.attempts + 1
  try {
    const relay = await ctx.transaction((tx) => readRelay(tx, options))
    if (relay === undefined) return await settle(ctx, id, { state: 'kept' })
    await deliver(options.smtpUrl ?? transportOf(relay), prepared.message)
    await settle(ctx, id, { state: 'sent', sent_at: ctx.now, attempts, last_error: null })
  } catch (error) {
    const isFinal = isRefusedForGood(error) || attempts >= triesOfMail
    await settle(ctx, id, { state: isFinal ? 'failed' : 'queued', attempts, last_error: sentenceOf(error) })
    if (!isFinal) throw error
  }
}

async function prepare(ctx: Context, tx: Tx, id: MailId, options: SendingOptions) {
  const mail = await tx
    .selectFrom('outgoing_mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .executeTakeFirst()
  if (mail === undefined) return undefined
  const vendor = await readVendor(tx)
  return { mail, message: await composeMail(ctx, tx, mail, vendor.name, options) }
}

async function deliver(way: string | SMTPTransportOptions, message: SendMailOptions): Promise<void> {
  const transport = createTransport(way)
  try {
    await transport.sendMail(message)
  } finally {
    transport.close()
  }
}

type Outcome = Partial<Pick<Outgoing, 'state' | 'attempts' | 'last_error' | 'sent_at'>>

async function settle(ctx: Context, id: MailId, outcome: Outcome): Promise<void> {
  await ctx.transaction(async (tx) => {
    const failedAt = outcome.state === 'failed' ? ctx.now : null
    await tx
      .updateTable('outgoing_mail')
      .set({ ...outcome, failed_at: failedAt })
      .where('id', '=', id)
      .execute()
    if (outcome.attempts !== undefined) await noteAttempt(ctx, tx, id, outcome.last_error ?? null)
    await announce(tx, { topic: 'outgoing_mail', id, version: 2, accountId: null })
    if (outcome.state === 'failed') await emit(ctx, tx, { name: 'mail.failed', payload: { mailId: id } })
  })
}

async function noteAttempt(ctx: Context, tx: Tx, mailId: MailId, error: string | null): Promise<void> {
  const row = { id: newId<string>(ctx.now.getTime()), mail_id: mailId, at: ctx.now, error }
  await tx.insertInto('outgoing_attempts').values(row).execute()
}

function isRefusedForGood(error: unknown): boolean {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0
  return code >= 500 && code < 600
}

function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'It could not be sent').slice(0, 500)
}
