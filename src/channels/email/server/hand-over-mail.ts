import { sql } from 'kysely'
import { openCase } from '#desk/cases/server/open-case.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { type Context, type Tx, within } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseId, MailId } from '#platform/ids.ts'
import { noteRefusal } from '#promise/entitlements/server/note-refusal.ts'
import { RefusedByDecision } from '#promise/entitlements/server/refused-by-decision.ts'
import type { Place } from '../domain/place-mail.ts'
import { replyText } from '../domain/reply-text.ts'
import { caseSubject } from '../domain/subject.ts'
import type { ReadableMail } from './examine-mail.ts'
import type { KnownContact } from './inbound-facts.ts'
import { firstMessage } from './first-message.ts'
import { attachable, freshMail } from './fresh-mail.ts'
import { writeInbound } from './write-inbound.ts'

type HandOver = {
  inbound: { id: MailId; received_at: Date }
  examined: ReadableMail
  place: Exclude<Place, { to: 'triage' | 'ignored' | 'discarded' }>
  contact: KnownContact
  /** The product it names, where that is beyond doubt. */
  productCode: string | null
}

/** Gives it to the desk as its sender. Returns why the desk refused it, having undone what it began. */
export async function handOverMail(ctx: Context, tx: Tx, work: HandOver): Promise<string | undefined> {
  await sql`savepoint hand_over`.execute(tx)
  try {
    await giveToDesk(ctx, tx, work)
    return undefined
  } catch (error) {
    if (!(error instanceof FourlineError) || error.kind === 'unavailable') throw error
    await sql`rollback to savepoint hand_over`.execute(tx)
    // Refused as somebody who was merged a moment ago: it is placed again, as who stays.
    if (await wasMerged(tx, work.contact))
      throw new Error('The sender was merged meanwhile', { cause: error })
    if (error instanceof RefusedByDecision) await noteRefusal(tx, error.refused, error.taken, 'count')
    return sentencesOf(error)
  }
}

async function giveToDesk(
  ctx: Context,
  tx: Tx,
  { inbound, examined, place, contact, productCode }: HandOver,
): Promise<void> {
  const asSender = within(ctx.as(contact.actor), tx)
  const attachmentIds = await attachable(asSender, examined.mail.attachments)
  const taken =
    place.to === 'reply'
      ? await receiveMessage(asSender, {
          caseId: place.caseId as CaseId,
          body: replyText(examined.mail.text, examined.mail.subject) || '(no text)',
          attachmentIds,
          at: inbound.received_at,
        })
      : await openCase(asSender, {
          ...freshMail,
          productCode,
          subject: caseSubject(examined.mail.subject),
          description: examined.mail.text || '(no text)',
          attachmentIds,
          receivedAt: inbound.received_at,
          mailId: inbound.id,
        })
  const { id } = await tx
    .selectFrom('cases')
    .select('id')
    .where('reference', '=', taken.reference)
    .executeTakeFirstOrThrow()
  await writeInbound(tx, inbound.id, {
    state: place.to,
    account_id: contact.accountId,
    contact_id: contact.contactId,
    case_id: id,
    entry_id: 'entryId' in taken ? taken.entryId : await firstMessage(tx, id),
    reason: null,
    reason_code: null,
    placed_at: ctx.now,
  })
}

async function wasMerged(tx: Tx, { contactId }: KnownContact): Promise<boolean> {
  const merged = await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', '=', contactId)
    .where('merged_into', 'is not', null)
    .executeTakeFirst()
  return merged !== undefined
}

/** The reasons of a decision in its own words, else what was thrown. */
function sentencesOf(error: FourlineError): string {
  const decision = error.decision
  if (typeof decision !== 'object' || decision === null || !('reasons' in decision)) return error.message
  const reasons: unknown[] = Array.isArray(decision.reasons) ? decision.reasons : []
  const texts = reasons.flatMap((reason) =>
    typeof reason === 'object' && reason !== null && 'text' in reason ? [String(reason.text)] : [],
  )
  return texts.length === 0 ? error.message : texts.join(' ')
}
