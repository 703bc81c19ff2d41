import './tables.ts'
import { sql } from 'kysely'
import type { Context } from '#platform/context.ts'

/**
 * Removes the sessions that are over, with the addresses and devices they were opened from: by the clock of the
 * database as well, since the library dates them by the machine's, which may have moved.
 */
export async function forgetExpiredSessions(ctx: Context): Promise<void> {
  await ctx.transaction((tx) =>
    tx
      .deleteFrom('sign_in_sessions')
      .where('expiresAt', '<=', sql<Date>`least(${ctx.now}::timestamptz, now())`)
      .execute(),
  )
}
