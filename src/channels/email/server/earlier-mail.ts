import type { Tx } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'
import type { EarlierMail } from '../domain/thread-headers.ts'

/** The mail of a case so far, oldest first: what a next one answers. */
export async function earlierMail(tx: Tx, caseId: CaseId): Promise<EarlierMail[]> {
  const received = await tx
    .selectFrom('inbound_mail')
    .select(['message_id', 'received_at as at'])
    .where('case_id', '=', caseId)
    .where('message_id', 'is not', null)
    .execute()
  const sent = await tx
    .selectFrom('outgoing_mail')
    .select(['message_id', 'queued_at as at'])
    .where('case_id', '=', caseId)
    // What tells somebody of the case is no part of its conversation.
    .where('kind', 'in', ['reply', 'case_received'])
    .execute()
  return [
    ...received.map((row) => ({
      messageId: row.message_id ?? '',
      by: 'customer' as const,
      at: row.at.getTime(),
    })),
    ...sent.map((row) => ({ messageId: row.message_id, by: 'us' as const, at: row.at.getTime() })),
  ]
    .sort((a, b) => a.at - b.at)
    .map(({ messageId, by }) => ({ messageId, by }))
}
