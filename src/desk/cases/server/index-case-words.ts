import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import type { CaseId } from '#platform/ids.ts'

/**
 * Writes the words a case is found by, after it is committed: an index in the creating transaction would
 * cost a third of its speed. Customers find by what they may read.
 */
export async function indexCaseWords(ctx: Context, { caseId }: { caseId: CaseId }): Promise<void> {
  await ctx.transaction(async (tx) => {
    await sql`
      insert into case_words (case_id, account_id, words, public_words)
      select c.id, c.account_id,
        to_tsvector('simple', left(concat_ws(' ', c.reference, c.subject, a.name, p.name, p.email, t.everything), 500000)),
        to_tsvector('simple', left(concat_ws(' ', c.reference, c.subject, p.name, t.shown), 500000))
      from cases c
      join accounts a on a.id = c.account_id
      join contacts p on p.id = c.contact_id
      cross join lateral (
        select string_agg(body, ' ' order by at) everything,
               string_agg(body, ' ' order by at) filter (where visibility = 'public') shown
        from entries where case_id = c.id and body is not null) t
      where c.id = ${caseId}
      on conflict (case_id) do update set words = excluded.words, public_words = excluded.public_words`.execute(
      tx,
    )
  })
}
