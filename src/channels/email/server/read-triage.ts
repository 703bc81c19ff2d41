import '#people/accounts/server/tables.ts'
import './triage-tables.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import type { TriageView } from '../domain/contract.ts'
import { blockOn } from './blocked-senders.ts'
import { shownTo } from './hide-codes.ts'
import { earlierDecisions, sameSender, suggestions } from './sender-history.ts'
import type { Inbound } from './tables.ts'
import { triageItemOf } from './triage-item-of.ts'
import { triageRows } from './triage-rows.ts'

/**
 * One message of triage, whole but for what could be a code and the reader has not asked for; also once it is put aside or was ignored. For staff.
 * Throws 404 for what became a case, or is not there.
 */
export async function readTriage(ctx: Context, { id }: { id: string }): Promise<TriageView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await triageRows(tx, ctx.now)
      .where('mail.id', '=', id as MailId)
      .executeTakeFirst()
    const state = row?.state
    if (row === undefined || (state !== 'triage' && state !== 'discarded' && state !== 'ignored'))
      throw notFound('message')
    const { subject, body, hidden } = await shownTo(ctx, tx, row)
    return {
      ...triageItemOf(row),
      subject,
      body,
      hidden,
      state,
      decided: state === 'triage' ? null : state === 'ignored' ? 'ignored' : (row.decided ?? 'discarded'),
      to: row.envelope_to,
      verdict: row.verdict === null ? null : { ...row.verdict },
      class: row.class,
      bytes: row.bytes,
      rawUrl: `/api/v1/triage/${row.id}/raw`,
      attachments: row.attachments.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes })),
      suggestions: await suggestions(tx, row.from_address),
      sameSender: await sameSender(tx, row),
      decisions: await earlierDecisions(tx, row),
      blockedBy: row.from_address === null ? null : await blockOn(tx, row.from_address, ctx.now),
    }
  })
}

/** A message that waits in triage. Throws 404 for any other. */
export async function findTriage(tx: Tx, id: string, lock = false): Promise<Inbound> {
  const query = tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', '=', id as MailId)
    .where('state', '=', 'triage')
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw notFound('message')
  return row
}
