import { sql } from 'kysely'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { ignoredSentence, type Place, type TriageCode } from '../domain/place-mail.ts'
import { namedProduct } from '../domain/named-product.ts'
import { headerValues } from '../domain/read-mail.ts'
import { provenBy } from '../domain/sender-verdict.ts'
import { replyText } from '../domain/reply-text.ts'
import type { Publisher } from '../domain/triage-answer.ts'
import { keepBlocked } from './blocked-senders.ts'
import { type Examined, examineMail, type ReadableMail, type Settings } from './examine-mail.ts'
import { handOverMail } from './hand-over-mail.ts'
import { decidePlace, senderOf } from './decide-place.ts'
import { type KnownContact, productsOf } from './inbound-facts.ts'
import type { DnsResolver } from './dns.ts'
import { noteReturns } from './note-returns.ts'
import { queueTriageAnswer } from './queue-triage-answer.ts'
import { endRest } from './suspend-address.ts'
import type { Inbound } from './tables.ts'
import { noteDoubtfulSender } from './note-doubtful-sender.ts'
import type { MailReaders } from './mail-readers.ts'
import { rememberProof } from './remember-proof.ts'
import { trustFor } from './mail-trust.ts'
import { provenContacts } from './sender-facts.ts'
import { putAside, writeInbound } from './write-inbound.ts'

/** After so many failures people look at it; the message is never given up. */
const attemptsAlone = 5
const attemptsAtAll = 8
const recheckForMs = 4 * 3_600_000

/**
 * Reads a stored message and puts it where it belongs: a new case, a reply on the right case, triage, or
 * nowhere. The row is locked while it is placed and placed once, however often the job runs. A sender whose
 * domain could not be checked is asked about again for four hours; the clocks start at receipt all the same.
 */
export async function placeInboundMail(
  ctx: Context,
  { mailId }: { mailId: string },
  resolver: DnsResolver,
  readers?: MailReaders,
): Promise<void> {
  const started = await startAttempt(ctx, mailId as MailId)
  if (started === undefined) return
  const { inbound, settings } = started
  // Only what ended the whole process comes back this often: it is not read again, but looked at.
  if (inbound.state === 'stored' && inbound.attempts > attemptsAtAll)
    return ctx.transaction((tx) => putAside(ctx, tx, inbound.id, 'not_placed'))
  try {
    const examined = await examineMail(ctx, inbound, settings, resolver, readers)
    await ctx.transaction((tx) => settle(ctx, tx, { inbound, settings }, examined))
  } catch (error) {
    if (inbound.attempts < attemptsAlone) throw error
    ctx.log.error('A message could not be placed', { mailId, error })
    await ctx.transaction((tx) => putAside(ctx, tx, inbound.id, 'not_placed'))
  }
}

type Started = { inbound: Inbound; settings: Settings }

/** Counted before anything is read, so that a message that ends the process is not read for ever. */
async function startAttempt(ctx: Context, id: MailId): Promise<Started | undefined> {
  return ctx.transaction(async (tx) => {
    const [, inbound, { supportAddress }] = await Promise.all([
      // It has to outlive this process, not the machine: nobody was told anything, so nothing waits for the disk.
      sql`set local synchronous_commit = off`.execute(tx),
      tx
        .updateTable('inbound_mail')
        .set({ attempts: sql<number>`attempts + 1` })
        .where('id', '=', id)
        .where(isUnplaced())
        .returningAll()
        .executeTakeFirst(),
      readVendor(tx),
    ])
    if (inbound === undefined) return undefined
    return { inbound, settings: { supportAddress, trust: await trustFor(tx, inbound.way_id) } }
  })
}

function isUnplaced() {
  return sql<boolean>`(state = 'stored' or (state = 'triage' and reason_code = 'sender_unchecked'))`
}

/** False where it was placed meanwhile. */
async function lockUnplaced(tx: Tx, id: MailId): Promise<boolean> {
  const locked = await tx
    .selectFrom('inbound_mail')
    .select('id')
    .where('id', '=', id)
    .where(isUnplaced())
    .forUpdate()
    .executeTakeFirst()
  return locked !== undefined
}

async function settle(
  ctx: Context,
  tx: Tx,
  { inbound, settings: { supportAddress } }: Started,
  examined: Examined,
): Promise<void> {
  // The second is asked once the first is locked, and travels with it.
  const [isOurs, contacts] = await Promise.all([
    lockUnplaced(tx, inbound.id),
    examined.readable ? provenContacts(tx, examined.verdict) : [],
  ])
  if (!isOurs) return
  if (!examined.readable) {
    await writeInbound(tx, inbound.id, { body: examined.body })
    return putAside(ctx, tx, inbound.id, 'unreadable', examined.problem)
  }
  const { mail, verdict, checks, mailClass } = examined
  const history =
    contacts.length === 0 || verdict.address === null
      ? undefined
      : await rememberProof(tx, verdict.address, provenBy(checks, verdict), inbound.received_at)
  await writeInbound(tx, inbound.id, {
    message_id: mail.messageId === null ? null : `<${mail.messageId}>`,
    from_address: senderOf(mail, verdict),
    from_name: mail.from?.name ?? null,
    subject: mail.subject,
    class: mailClass,
    verdict: JSON.stringify({ ...checks, ...verdict, history, warnings: mail.warnings }),
    body: mail.text,
    attachments: JSON.stringify(mail.attachments),
  })
  // Two deliveries of one message by different ways are placed one after the other.
  const sameMessage = `${mail.messageId ?? inbound.id} ${verdict.address ?? ''}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${sameMessage}, 12))`.execute(tx)
  const provesOurs = await noteReturns(ctx, tx, inbound, examined, supportAddress)
  const isHeard = !['own', 'bounce', 'complaint', 'list'].includes(mailClass)
  if (isHeard && verdict.verified && verdict.address !== null)
    await endRest(ctx, tx, verdict.address, inbound.id)
  const place = await decidePlace(tx, inbound, examined, { contacts, provesOurs, supportAddress })
  await act(ctx, tx, { inbound, examined, contacts, place })
}

type Work = { inbound: Inbound; examined: ReadableMail; contacts: readonly KnownContact[]; place: Place }

async function act(ctx: Context, tx: Tx, work: Work): Promise<void> {
  const { inbound, examined, place } = work
  if (place.to === 'ignored') {
    return writeInbound(tx, inbound.id, {
      state: 'ignored',
      reason_code: place.code,
      reason: ignoredSentence(place.code),
      placed_at: ctx.now,
    })
  }
  if (place.to === 'discarded')
    return keepBlocked(ctx, tx, inbound, senderOf(examined.mail, examined.verdict))
  if (place.to === 'triage') {
    await putAside(ctx, tx, inbound.id, place.code)
    await noteDoubtfulSender(ctx, tx, { id: inbound.id, code: place.code, contacts: work.contacts })
    await recheckLater(ctx, tx, inbound, examined)
    return place.answer ? answer(ctx, tx, work, place.code) : undefined
  }
  const contact = work.contacts.find((one) => one.contactId === place.contactId)
  if (contact === undefined) throw new Error('A message was placed for a contact who did not send it')
  const product = place.to === 'case' ? await namedIn(tx, examined) : null
  const productCode = product?.code ?? null
  const refusal = await handOverMail(ctx, tx, { inbound, examined, place, contact, productCode })
  if (refusal === undefined) return
  const code = product === null ? 'refused' : 'marketplace_product'
  await putAside(ctx, tx, inbound.id, code, refusal)
  await answer(ctx, tx, work, code, product ?? undefined)
}

/** The Marketplace product a fresh mail is about, where it names that and nothing else. */
async function namedIn(tx: Tx, { mail }: ReadableMail) {
  return namedProduct({ subject: mail.subject, text: replyText(mail.text) }, await productsOf(tx))
}

async function answer(
  ctx: Context,
  tx: Tx,
  { inbound, examined, contacts }: Work,
  code: TriageCode,
  product?: Publisher,
): Promise<void> {
  const { verdict, mailClass, mail } = examined
  if (!verdict.verified || verdict.address === null || mailClass !== 'message') return
  const said = headerValues(mail.headers, 'content-language')[0]?.split(',')[0]
  const writer = contacts[0]?.actor
  const languages = [writer?.kind === 'contact' ? writer.language : undefined, said]
  await queueTriageAnswer(ctx, tx, { mailId: inbound.id, address: verdict.address, code, product, languages })
}

/** A domain that does not answer now may answer soon: after 1, 2, 4 … minutes, for four hours. */
async function recheckLater(ctx: Context, tx: Tx, inbound: Inbound, { checks }: ReadableMail): Promise<void> {
  if (checks.dmarc?.result !== 'temperror') return
  // By how often it was asked, not by its age: a mailbox may hand it over long after it came.
  if (60_000 * (2 ** inbound.attempts - 1) > recheckForMs) return
  const runAt = new Date(ctx.now.getTime() + 60_000 * 2 ** (inbound.attempts - 1))
  await enqueueJob(tx, 'place-mail', { mailId: inbound.id }, { runAt })
}
