import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { noteDecision } from './note-decision.ts'
import { writeInbound } from './write-inbound.ts'

/**
 * Brings messages that were put aside or ignored back to triage, where they wait for the reason they had. An answer
 * that has not left does not leave. Answers with those that came back. For staff.
 */
export async function bringBack(ctx: Context, { ids }: { ids: string[] }): Promise<{ ids: MailId[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const rows = await tx
      .selectFrom('inbound_mail')
      .select(['id', 'state', 'decided'])
      .where('id', 'in', ids as MailId[])
      .where('state', 'in', ['discarded', 'ignored'])
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const { id, state, decided } of rows) {
      await writeInbound(tx, id, { state: 'triage', decided: null, placed_at: ctx.now })
      await noteDecision(ctx, tx, { mailId: id, act: 'brought_back' })
      await record(ctx, tx, {
        action: 'mail.brought_back',
        subjectType: 'mail',
        subjectId: id,
        detail: { was: decided ?? state },
      })
      await announce(tx, { topic: 'triage', id, version: 2, accountId: null })
    }
    return { ids: rows.map(({ id }) => id) }
  })
}
