import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport, type SendMailOptions } from 'nodemailer'
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport'
import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { emit, enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { triesOfMail } from '../domain/outgoing-contract.ts'
import { pauseAfterTry } from '../domain/retry-pause.ts'
import { composeMail } from './compose-mail.ts'
import { letNextLeave, type Outgoing, takeForSending } from './mail-turn.ts'
import { passGate } from './pass-gate.ts'
import { type MailNeeds, readRelay, transportOf } from './relay.ts'
import { withWayBack } from './way-back.ts'

/** Without a mail server mail is kept, to be read on the outgoing-mail page. */
export type SendingOptions = MailNeeds & {
  /** Signs the links that some mail carries, see `linkToken`. */
  secret: string
  /** How long one conversation with the mail server may take. */
  patienceMs?: number
}

/** Shorter than the lease of a mail (`takeForSending`), so that nobody else begins with it meanwhile. */
const usualPatienceMs = 150_000

/**
 * Sends one queued mail, if the gate lets it pass. A failure is written on the mail with the time of the next try;
 * a mail that the server refuses for good, or that fails to the last, is `failed`. A repeated sending carries the same
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
  if (prepared.message === null)
    return settle(ctx, prepared.mail, { state: 'failed', last_error: prepared.problem })
  const attempts = prepared.mail.attempts + 1
  try {
    const relay = await ctx.transaction((tx) => readRelay(tx, options))
    if (relay === undefined) return await settle(ctx, prepared.mail, { state: 'kept' })
    if (!(await passGate(ctx, prepared.mail))) return
    await deliver(
      options.smtpUrl ?? transportOf(relay),
      withWayBack(prepared.message, prepared.mail),
      options,
    )
  } catch (error) {
    const isFinal = isRefusedForGood(error) || attempts >= triesOfMail
    const state = isFinal ? 'failed' : 'queued'
    return settle(ctx, prepared.mail, { state, attempts, last_error: sentenceOf(error) })
  }
  await settle(ctx, prepared.mail, { state: 'sent', sent_at: ctx.now, attempts, last_error: null })
}

async function prepare(ctx: Context, tx: Tx, id: MailId, options: SendingOptions) {
  const mail = await takeForSending(ctx, tx, id)
  if (mail === undefined) return undefined
  // What is no address by our one rule, somebody else may read as another one, or as two.
  if (canonicalAddress(mail.to_address) === null)
    return { mail, message: null, problem: 'No mail can go to such an address.' }
  const vendor = await readVendor(tx)
  const message = await composeMail(ctx, tx, mail, vendor.name, options)
  if (message === null) return { mail, message, problem: 'The link in it opens nothing any more.' }
  return { mail, message }
}

async function deliver(
  way: string | SMTPTransportOptions,
  message: SendMailOptions,
  { patienceMs = usualPatienceMs }: SendingOptions,
): Promise<void> {
  const transport = createTransport(way)
  const tooLong = new AbortController()
  try {
    await Promise.race([transport.sendMail(message), endOf(patienceMs, tooLong.signal)])
  } finally {
    tooLong.abort()
    transport.close()
  }
}

/** A server that takes a byte now and then is silent too. */
async function endOf(ms: number, signal: AbortSignal): Promise<never> {
  await sleep(ms, undefined, { signal, ref: false })
  throw new Error(`The mail server did not come to an end within ${ms / 1000} seconds`)
}

type Outcome = Partial<Pick<Outgoing, 'state' | 'attempts' | 'last_error' | 'sent_at'>>

async function settle(ctx: Context, mail: Outgoing, outcome: Outcome): Promise<void> {
  const { id } = mail
  await ctx.transaction(async (tx) => {
    const failedAt = outcome.state === 'failed' ? ctx.now : null
    const written = await tx
      .updateTable('outgoing_mail')
      .set({ ...outcome, failed_at: failedAt, leased_until: null })
      .where('id', '=', id)
      // A report that it came back may be here first.
      .where('state', '=', 'queued')
      .returning('id')
      .executeTakeFirst()
    if (outcome.attempts !== undefined) await noteAttempt(ctx, tx, id, outcome.last_error ?? null)
    if (written === undefined) return
    if (outcome.state === 'queued') await tryLater(ctx, tx, id, outcome.attempts ?? 1)
    else await letNextLeave(tx, mail)
    await announce(tx, { topic: 'outgoing_mail', id, version: 2, accountId: null })
    if (outcome.state === 'failed') await emit(ctx, tx, { name: 'mail.failed', payload: { mailId: id } })
  })
}

async function tryLater(ctx: Context, tx: Tx, id: MailId, attempts: number): Promise<void> {
  const runAt = new Date(ctx.now.getTime() + pauseAfterTry(attempts, Math.random()))
  await enqueueJob(tx, 'send-mail', { outgoingId: id }, { runAt })
}

async function noteAttempt(ctx: Context, tx: Tx, mailId: MailId, error: string | null): Promise<void> {
  const row = { id: newId<string>(ctx.now.getTime()), mail_id: mailId, at: ctx.now, error }
  await tx.insertInto('outgoing_attempts').values(row).execute()
}

/** Only what the server says of this mail is final: what it says of us or of itself somebody can put right. */
function isRefusedForGood(error: unknown): boolean {
  if (!(error instanceof Error && 'code' in error && 'responseCode' in error)) return false
  const isAboutMail = error.code === 'EENVELOPE' || error.code === 'EMESSAGE'
  const said = Number(error.responseCode)
  return isAboutMail && said >= 500 && said < 600 && said !== signInFirst
}

/** Asked for at any command of a mail (RFC 4954). */
const signInFirst = 530

function sentenceOf(error: unknown): string {
  return (error instanceof Error ? error.message : 'It could not be sent').slice(0, 500)
}
