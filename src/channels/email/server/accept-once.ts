import { sql } from 'kysely'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { requireWaiving } from '#desk/cases/server/waive-refusal.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { readVendor } from '#people/auth/server/read-vendor.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { CaseId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'
import { type Place, placeMail } from '../domain/place-mail.ts'
import type { ReadMail } from '../domain/read-mail.ts'
import { replyText } from '../domain/reply-text.ts'
import { adoptedEvent, openFromTriage } from './adopt-triage.ts'
import { attachable } from './fresh-mail.ts'
import { caseByReplyAddress, casesByMessageId, contactsOf, type KnownContact } from './inbound-facts.ts'
import { noteDecision } from './note-decision.ts'
import { parseMail } from './parse-mail.ts'
import { findTriage } from './read-triage.ts'
import type { Inbound } from './tables.ts'
import { writeInbound } from './write-inbound.ts'

type Accepted = { id: string; contactId: string; waiver: WaiverInput }

/**
 * A manager lets one message through as its sender's, although the sender is not verified or may not ask: an answer
 * goes on its case, anything else opens one, whose refusal is waived with it. Its clocks start now. It makes nobody a
 * contact and changes nothing for later mail. Throws `not_the_sender` for a contact with another address, and
 * `other_account` where it names a case the contact does not see.
 */
export async function acceptOnce(
  ctx: Context,
  { id, contactId, waiver }: Accepted,
): Promise<{ reference: string }> {
  requireWaiving(ctx)
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    const contact = (await contactsOf(tx, row.from_address ?? '')).find((one) => one.contactId === contactId)
    if (contact === undefined)
      throw conflict('not_the_sender', 'Accept it for the contact whose address the message names.')
    const parsed = await parseMail(await bytesOf(ctx, row.raw_sha256))
    const mail = parsed.ok ? parsed.mail : null
    const place = mail === null ? undefined : await placeAsSender(tx, row, mail, contact)
    if (place?.to === 'triage' && place.code === 'other_account')
      throw conflict('other_account', 'It names a case that this contact does not see.')
    const reference =
      mail !== null && place?.to === 'reply'
        ? await putOnCase(ctx, tx, row, { mail, contact, caseId: place.caseId as CaseId })
        : await openOrWaive(ctx, tx, row, { contactId, waiver })
    await noteDecision(ctx, tx, { mailId: row.id, act: 'accepted', reason: waiver.reason, about: reference })
    await record(ctx, tx, {
      action: 'mail.accepted_once',
      subjectType: 'mail',
      subjectId: row.id,
      accountId: contact.accountId,
      detail: { reference, because: waiver.reason, was: row.reason_code },
    })
    return { reference }
  })
}

async function bytesOf(ctx: Context, sha256: string): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of ctx.files.read(sha256)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Where it would have gone, had its sender been proven. */
async function placeAsSender(tx: Tx, row: Inbound, mail: ReadMail, contact: KnownContact): Promise<Place> {
  const { supportAddress } = await readVendor(tx)
  const contacts = [contact]
  const asked = { mail, envelopeTo: row.envelope_to, contacts }
  return placeMail({
    mailClass: 'message',
    verdict: { verified: true, code: 'verified', address: row.from_address },
    contacts,
    byReplyAddress: await caseByReplyAddress(tx, asked, supportAddress),
    byMessageId: await casesByMessageId(tx, asked),
    repeated: false,
    blocked: false,
    oldNews: false,
    namesStaff: false,
  })
}

type Reply = { mail: ReadMail; contact: KnownContact; caseId: CaseId }

async function putOnCase(
  ctx: Context,
  tx: Tx,
  row: Inbound,
  { mail, contact, caseId }: Reply,
): Promise<string> {
  const inner = within(ctx, tx)
  const asSender = within(ctx.as(contact.actor), tx)
  const { reference, entryId } = await receiveMessage(asSender, {
    caseId,
    body: replyText(mail.text, mail.subject) || '(no text)',
    attachmentIds: await attachable(asSender, row.attachments),
    at: ctx.now,
  })
  const found = await lockCase(inner, tx, reference)
  const event = { ...adoptedEvent(row), onCase: true as const }
  await recordOnCase(inner, tx, found, [{ kind: 'event', event, channel: 'email' }])
  await writeInbound(tx, row.id, {
    state: 'reply',
    case_id: found.id,
    entry_id: entryId,
    account_id: contact.accountId,
    contact_id: contact.contactId,
    placed_at: ctx.now,
  })
  await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
  return reference
}

/** A waiver is spent only where there is a refusal to waive. */
async function openOrWaive(
  ctx: Context,
  tx: Tx,
  row: Inbound,
  { contactId, waiver }: Omit<Accepted, 'id'>,
): Promise<string> {
  await sql`savepoint accept_once`.execute(tx)
  try {
    return (await openFromTriage(ctx, tx, row, { contactId })).reference
  } catch (error) {
    if (!(error instanceof RefusedByDecision)) throw error
    await sql`rollback to savepoint accept_once`.execute(tx)
    return (await openFromTriage(ctx, tx, row, { contactId, waiver })).reference
  }
}
