import { sql } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import type { SenderWords } from '../domain/mail-shown-contract.ts'
import { verdictWords } from '../domain/verdict-words.ts'
import './tables.ts'

/** Which entries of a case came by mail. For staff. Throws 404. */
export async function listCaseMail(
  ctx: Context,
  { reference }: { reference: string },
): Promise<{ items: { entryId: string; mailId: string; sender: SenderWords | null }[] }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const { id } = await findCase(ctx, tx, reference)
    const rows = await tx
      .selectFrom('inbound_mail')
      .select(['id', 'entry_id', 'verdict'])
      .where('case_id', '=', id)
      .where('entry_id', 'is not', null)
      .execute()
    return {
      items: rows.flatMap(({ id: mailId, entry_id: entryId, verdict }) =>
        entryId === null
          ? []
          : [{ entryId, mailId, sender: verdict === null ? null : verdictWords(verdict) }],
      ),
    }
  })
}

/**
 * The whole text of the asking contact's own mail on a case, where the conversation shows less of it; nobody
 * else's, since a mail may quote what was written to its sender alone. Empty for staff. Throws 404.
 */
export async function listOwnMail(
  ctx: Context,
  { reference }: { reference: string },
): Promise<{ items: { entryId: string; text: string }[] }> {
  return ctx.transaction(async (tx) => {
    const { id } = await findCase(ctx, tx, reference)
    const { rows } = await sql<{ entryId: string; text: string }>`
      select entry_id as "entryId", body as text from own_mail(${id})`.execute(tx)
    return { items: rows }
  })
}
