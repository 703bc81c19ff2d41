import '#desk/cases/server/tables.ts'
import './tables.ts'
import type { Selectable } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { MailId } from '#platform/ids.ts'
import type { OutgoingItem, OutgoingView, readOutgoingEndpoint } from '../domain/outgoing-contract.ts'
import type { OutgoingMailRow } from './tables.ts'

/** One mail as it left, with every attempt. For staff. */
export async function readOutgoing(
  ctx: Context,
  { id }: InputOf<typeof readOutgoingEndpoint>,
): Promise<OutgoingView> {
  requireVendor(ctx, 'agent')
  const found = await ctx.transaction((tx) => outgoingView(tx, id as MailId))
  if (found === undefined) throw notFound('mail')
  return found
}

export async function outgoingView(tx: Tx, id: MailId): Promise<OutgoingView | undefined> {
  const row = await tx
    .selectFrom('outgoing_mail as m')
    .leftJoin('cases as c', 'c.id', 'm.case_id')
    .selectAll('m')
    .select('c.reference')
    .where('m.id', '=', id)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const attempts = await tx
    .selectFrom('outgoing_attempts')
    .select(['at', 'error'])
    .where('mail_id', '=', id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return {
    ...outgoingItemOf(row),
    attemptList: attempts.map(({ at, error }) => ({ at: at.toISOString(), error })),
  }
}

type Row = Selectable<OutgoingMailRow> & { reference: string | null }

export function outgoingItemOf(row: Row): OutgoingItem {
  return {
    id: row.id,
    kind: row.kind,
    to: row.to_address,
    subject: row.subject,
    body: row.body,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    references: row.reference_ids,
    state: row.state,
    attempts: row.attempts,
    lastError: row.last_error,
    queuedAt: row.queued_at.toISOString(),
    sentAt: row.sent_at?.toISOString() ?? null,
    failedAt: row.failed_at?.toISOString() ?? null,
    held:
      row.state !== 'held' || row.held_reason === null
        ? null
        : { reason: row.held_reason, until: row.held_until?.toISOString() ?? null },
    bounce:
      row.bounced_at === null || row.bounce_kind === null
        ? null
        : {
            at: row.bounced_at.toISOString(),
            kind: row.bounce_kind,
            status: row.bounce_status,
            reason: row.bounce_reason ?? 'unknown',
            said: row.bounce_said,
          },
    caseReference: row.reference,
  }
}
