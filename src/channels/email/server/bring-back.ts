import './triage-tables.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { AccountId, MailId } from '#platform/ids.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import { announce } from '#platform/realtime/announce.ts'
import { hasLeft } from './answer-triage.ts'
import { isUnread } from './hide-codes.ts'
import { putMatch } from './match-triage.ts'
import { noteDecision } from './note-decision.ts'
import type { Inbound } from './tables.ts'
import { writeInbound } from './write-inbound.ts'

/**
 * Brings messages that were put aside or ignored back to triage, where they wait for the reason they had, and for the
 * account they were matched to. What was put aside with its flood before anybody read it is placed like new mail. An
 * answer that has not left does not leave. Answers with those that came back. For staff. As an undo it throws
 * `answered_already`, and brings back none, once an answer to one of them has left.
 */
export async function bringBack(
  ctx: Context,
  { ids, isUndo = false }: { ids: string[]; isUndo?: boolean },
): Promise<{ ids: MailId[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('inbound_mail')
      .selectAll()
      .where('id', 'in', ids as MailId[])
      .where('state', 'in', ['discarded', 'ignored'])
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const row of rows) {
      if (isUndo && row.decided === 'answered' && (await hasLeft(tx, row.id)))
        throw conflict('answered_already', 'The answer has left already.')
      await (row.flood_id !== null && isUnread(row) ? placeAnew(tx, row.id) : toTriage(ctx, tx, row))
      await noteDecision(ctx, tx, { mailId: row.id, act: 'brought_back' })
      await record(ctx, tx, {
        action: 'mail.brought_back',
        subjectType: 'mail',
        subjectId: row.id,
        detail: { was: row.decided ?? row.state },
      })
      await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    }
    return { ids: rows.map(({ id }) => id) }
  })
}

async function toTriage(ctx: Context, tx: Tx, row: Inbound): Promise<void> {
  const accountId = await matchedBefore(tx, row.id)
  await writeInbound(tx, row.id, { state: 'triage', decided: null, placed_at: ctx.now })
  if (accountId !== null) await putMatch(ctx, tx, row, accountId)
}

/** As of its receipt, as where its flood is let through. */
async function placeAnew(tx: Tx, id: MailId): Promise<void> {
  await writeInbound(tx, id, {
    state: 'stored',
    flood_id: null,
    decided: null,
    reason: null,
    reason_code: null,
    placed_at: null,
  })
  await enqueueJob(tx, 'place-mail', { mailId: id }, { key: `place ${id}` })
}

const undone: ReadonlySet<string> = new Set(['discarded', 'spam', 'answered'])

/** The account it waited for when it was put aside; null where it waited for none. */
async function matchedBefore(tx: Tx, mailId: MailId): Promise<AccountId | null> {
  const [last, before] = await tx
    .selectFrom('triage_decisions')
    .select(['act', 'account_id'])
    .where('mail_id', '=', mailId)
    .where('act', '<>', 'brought_back')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(2)
    .execute()
  return last !== undefined && undone.has(last.act) && before?.act === 'matched' ? before.account_id : null
}
