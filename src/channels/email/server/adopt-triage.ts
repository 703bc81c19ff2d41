import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { openCase } from '#desk/cases/server/open-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx, within } from '#platform/context.ts'
import type { ContactId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { caseSubject } from '../domain/subject.ts'
import { attachable, freshMail } from './fresh-mail.ts'
import { firstMessage } from './first-message.ts'
import { hideCodes } from './hide-codes.ts'
import { noteDecision } from './note-decision.ts'
import { findTriage } from './read-triage.ts'
import type { Inbound } from './tables.ts'
import { writeInbound } from './write-inbound.ts'

type For = { contactId: string; waiver?: WaiverInput | undefined }

/**
 * Staff open a case from a message for a contact. Its clocks start now; when it was received, and from
 * whom, stands beside on the timeline (SPEC 3.8). What could be a code of a stranger's stays hidden (EM-11).
 * A refusal carries its decision and leaves the message where it is; a manager may waive it for this case.
 */
export async function adoptTriage(
  ctx: Context,
  { id, ...whom }: { id: string } & For,
): Promise<{ reference: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    const { reference, accountId } = await openFromTriage(ctx, tx, row, whom)
    await noteDecision(ctx, tx, { mailId: row.id, act: 'adopted', about: reference })
    await record(ctx, tx, {
      action: 'mail.adopted',
      subjectType: 'mail',
      subjectId: row.id,
      accountId,
      detail: { reference },
    })
    return { reference }
  })
}

/** The case of a locked message, for a contact; the message leaves triage with it. */
export async function openFromTriage(ctx: Context, tx: Tx, row: Inbound, { contactId, waiver }: For) {
  const inner = within(ctx, tx)
  const { subject, body } = await hideCodes(tx, row)
  const { reference } = await openCase(inner, {
    ...freshMail,
    contactId,
    subject: caseSubject(subject),
    description: body || '(no text)',
    attachmentIds: await attachable(inner, row.attachments),
    receivedAt: ctx.now,
    mailId: row.id,
    waiver,
  })
  const opened = await lockCase(inner, tx, reference)
  await recordOnCase(inner, tx, opened, [{ kind: 'event', event: adoptedEvent(row), channel: 'email' }])
  await writeInbound(tx, row.id, {
    state: 'case',
    case_id: opened.id,
    entry_id: await firstMessage(tx, opened.id),
    account_id: opened.account_id,
    contact_id: contactId as ContactId,
    placed_at: ctx.now,
  })
  await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
  return { reference, accountId: opened.account_id }
}

/** The receipt beside the case: when it came, from whom, and whether that was proven. */
export function adoptedEvent(
  row: Pick<Inbound, 'received_at' | 'from_address' | 'envelope_from' | 'verdict'>,
) {
  return {
    type: 'mail_adopted' as const,
    receivedAt: row.received_at.toISOString(),
    from: row.from_address ?? row.envelope_from,
    verified: row.verdict?.verified === true,
  }
}
