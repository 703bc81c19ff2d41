import { sql } from 'kysely'
import { type Context, type Tx, within } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseId, ContactId, MailId } from '#platform/ids.ts'
import { type Place, triageSentence } from '../domain/place-mail.ts'
import { replyText } from '../domain/reply-text.ts'
import { caseSubject } from '../domain/subject.ts'
import type { ReadableMail } from './examine-mail.ts'
import type { KnownContact } from './inbound-facts.ts'
import type { MailPorts } from './mail-ports.ts'
import { writeInbound } from './write-inbound.ts'

type HandOver = {
  inbound: { id: MailId; received_at: Date }
  examined: ReadableMail
  place: Exclude<Place, { to: 'triage' | 'ignored' }>
  contact: KnownContact
}

/** Gives it to the desk as its sender. Returns why the desk refused it, having undone what it began. */
export async function handOverMail(
  ctx: Context,
  tx: Tx,
  work: HandOver,
  ports: MailPorts,
): Promise<string | undefined> {
  await sql`savepoint hand_over`.execute(tx)
  try {
    const refusal = await giveToDesk(ctx, tx, work, ports)
    if (refusal !== undefined) await sql`rollback to savepoint hand_over`.execute(tx)
    return refusal
  } catch (error) {
    if (!(error instanceof FourlineError) || error.kind === 'unavailable') throw error
    await sql`rollback to savepoint hand_over`.execute(tx)
    return sentencesOf(error)
  }
}

async function giveToDesk(
  ctx: Context,
  tx: Tx,
  work: HandOver,
  ports: MailPorts,
): Promise<string | undefined> {
  const { inbound, examined, place, contact } = work
  const asSender = within(ctx.as(contact.actor), tx)
  const files = []
  for (const file of examined.mail.attachments) files.push(await ports.storeFile(asSender, tx, file))
  const common = { contactId: contact.contactId, channel: 'email' as const, attachmentIds: files }
  const placed = {
    account_id: contact.accountId,
    contact_id: contact.contactId,
    placed_at: ctx.now,
    reason: null,
    reason_code: null,
  }
  if (place.to === 'reply') {
    const body = replyText(examined.mail.text) || '(no text)'
    await ports.receiveMessage(asSender, {
      ...common,
      caseId: place.caseId as CaseId,
      body,
      at: inbound.received_at,
    })
    await writeInbound(tx, inbound.id, { ...placed, state: 'reply', case_id: place.caseId as CaseId })
    return undefined
  }
  const opened = await ports.openCase(asSender, {
    ...common,
    contactId: place.contactId as ContactId,
    type: null,
    productCode: null,
    priority: 'medium',
    subject: caseSubject(examined.mail.subject),
    description: examined.mail.text || '(no text)',
    receivedAt: inbound.received_at,
  })
  if (opened.reference === null)
    return opened.reasons?.map((reason) => reason.text).join(' ') ?? triageSentence('refused')
  const { id } = await tx
    .selectFrom('cases')
    .select('id')
    .where('reference', '=', opened.reference)
    .executeTakeFirstOrThrow()
  await writeInbound(tx, inbound.id, { ...placed, state: 'case', case_id: id })
  return undefined
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
