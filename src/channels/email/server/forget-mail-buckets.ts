import './flood-tables.ts'
import type { Context } from '#platform/context.ts'

const fullAgainMs = 3_600_000

/** A bucket that nobody has asked about for an hour is full, which is what one that is not there is. */
export async function forgetMailBuckets(ctx: Context): Promise<void> {
  await ctx.transaction((tx) =>
    tx
      .deleteFrom('mail_buckets')
      .where('at', '<', new Date(ctx.now.getTime() - fullAgainMs))
      .execute(),
  )
}
