import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { dropMatch } from './match-triage.ts'
import { noteDecision } from './note-decision.ts'
import { findTriage } from './read-triage.ts'
import type { Inbound } from './tables.ts'
import { writeInbound } from './write-inbound.ts'

type Why = { reason: string; isSpam?: boolean }

/** Puts a message aside with a reason, or as spam. It is kept, and so is why. For staff. */
export async function discardTriage(
  ctx: Context,
  { id, reason, isSpam }: { id: string } & Why,
): Promise<{ id: string; state: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    await discard(ctx, tx, row, { reason, isSpam })
    return { id: row.id, state: 'discarded' }
  })
}

/** The same for several. What was decided meanwhile is left as it is; answers with those that were put aside. */
export async function discardMany(ctx: Context, input: { ids: string[] } & Why): Promise<{ ids: MailId[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => ({ ids: await discardAll(ctx, tx, input) }))
}

/** Answers with those that were put aside; what was decided meanwhile is not among them. */
export async function discardAll(
  ctx: Context,
  tx: Tx,
  { ids, reason, isSpam }: { ids: string[] } & Why,
): Promise<MailId[]> {
  if (ids.length === 0) return []
  // Always in one order, so that two who put the same aside wait for each other and never for ever.
  const rows = await tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', 'in', ids as MailId[])
    .where('state', '=', 'triage')
    .orderBy('id')
    .forUpdate()
    .execute()
  for (const row of rows) await discard(ctx, tx, row, { reason, isSpam })
  return rows.map((row) => row.id)
}

async function discard(
  ctx: Context,
  tx: Tx,
  row: Inbound,
  { reason, isSpam = false }: { reason: string; isSpam: boolean | undefined },
): Promise<void> {
  const decided = isSpam ? 'spam' : 'discarded'
  await writeInbound(tx, row.id, { state: 'discarded', decided, placed_at: ctx.now })
  await dropMatch(tx, row.id)
  await noteDecision(ctx, tx, { mailId: row.id, act: decided, reason })
  await record(ctx, tx, {
    action: 'mail.discarded',
    subjectType: 'mail',
    subjectId: row.id,
    detail: { reason, was: row.reason_code, ...(isSpam && { as: 'spam' }) },
  })
  await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
}
