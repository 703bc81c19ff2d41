import '#desk/cases/server/tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, within } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { ContactId, FileId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { caseSubject } from '../domain/subject.ts'
import type { MailPorts } from './mail-ports.ts'
import { findTriage } from './read-triage.ts'
import { writeInbound } from './write-inbound.ts'

type Ports = Pick<MailPorts, 'openCase' | 'storeFile' | 'writeEvent'>

/**
 * Staff open a case from a message for a contact. Its clocks start now; when it was received, and from
 * whom, stands beside on the timeline (SPEC 3.8). A refusal carries its decision and leaves the message
 * where it is.
 */
export async function adoptTriage(
  ctx: Context,
  { id, contactId }: { id: string; contactId: string },
  ports: Ports,
): Promise<{ reference: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const inner = within(ctx, tx)
    const row = await findTriage(tx, id, true)
    const attachmentIds: FileId[] = []
    for (const file of row.attachments) attachmentIds.push(await ports.storeFile(inner, tx, file))
    const { reference } = await ports.openCase(inner, {
      contactId: contactId as ContactId,
      channel: 'email',
      type: null,
      productCode: null,
      priority: 'medium',
      subject: caseSubject(row.subject ?? ''),
      description: row.body || '(no text)',
      receivedAt: ctx.now,
      attachmentIds,
    })
    if (reference === null) throw forbidden('decision_refused', 'No case may be opened for this contact.')
    const opened = await tx
      .selectFrom('cases')
      .select(['id', 'account_id'])
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    const event = {
      type: 'mail_adopted' as const,
      receivedAt: row.received_at.toISOString(),
      from: row.from_address ?? row.envelope_from,
      verified: row.verdict?.verified === true,
    }
    await ports.writeEvent(inner, tx, { caseId: opened.id, event })
    await writeInbound(tx, row.id, {
      state: 'case',
      case_id: opened.id,
      account_id: opened.account_id,
      contact_id: contactId as ContactId,
      placed_at: ctx.now,
    })
    await record(ctx, tx, {
      action: 'mail.adopted',
      subjectType: 'mail',
      subjectId: row.id,
      accountId: opened.account_id,
      detail: { reference },
    })
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return { reference }
  })
}
