import './tables.ts'
import type { Context } from '#platform/context.ts'

/** Removes the sessions that are over, with the addresses and devices they were opened from. */
export async function forgetExpiredSessions(ctx: Context): Promise<void> {
  await ctx.transaction((tx) => tx.deleteFrom('sign_in_sessions').where('expiresAt', '<=', ctx.now).execute())
}
