import './suspension-tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'
import { letHeldGo } from './suspend-address.ts'

const keptDays = 2

/** Lets go what was held until now by a budget, oldest first, and forgets budgets that are over. */
export async function letHeldMailGo(ctx: Context): Promise<void> {
  await ctx.transaction((tx) => letHeldGo(tx, sql`held_until <= ${ctx.now}::timestamptz`))
  await ctx.transaction((tx) =>
    tx
      .deleteFrom('mail_budgets')
      .where('begins_at', '<', new Date(ctx.now.getTime() - keptDays * 24 * 3_600_000))
      .execute(),
  )
}
