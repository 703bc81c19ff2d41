import { sql } from 'kysely'
import { requireAccount } from '#people/accounts/server/require-account.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { readCursor, writeCursor } from '#platform/http/cursor.ts'
import type { AccountId } from '#platform/ids.ts'
import type { IssuedQuote } from '#promise/quotes/domain/contract.ts'
import { issuedQuote, selectQuotes } from './issued-quotes.ts'

/** Quotes that were issued to an account, the latest first; those of deleted drafts too. For staff. */
export async function listQuotes(
  ctx: Context,
  input: { id: string; limit: number; after?: string | undefined },
): Promise<{ items: IssuedQuote[]; next: string | null }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const accountId = input.id as AccountId
    await requireAccount(tx, accountId)
    let query = selectQuotes(tx)
      .where('account_id', '=', accountId)
      .limit(input.limit + 1)
    if (input.after !== undefined) {
      const { key, id } = readCursor(input.after)
      query = query.where(sql<boolean>`(issued_at, id) < (${key}::timestamptz, ${id}::uuid)`)
    }
    const rows = await query.execute()
    const page = rows.slice(0, input.limit)
    const last = rows.length > input.limit ? page.at(-1) : undefined
    return {
      items: page.map(issuedQuote),
      next: last === undefined ? null : writeCursor({ key: last.issued_at.toISOString(), id: last.id }),
    }
  })
}
