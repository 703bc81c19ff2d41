import './tables.ts'
import type { Context } from '#platform/context.ts'
import { enqueueDelivery } from './queue-delivery.ts'

const keptDays = 30
const lateMs = 5 * 60_000

/** Starts what is long due and has lost its job, e.g. because the database was away too often. */
export async function resumeDeliveries(ctx: Context): Promise<void> {
  await ctx.transaction(async (tx) => {
    const late = await tx
      .selectFrom('webhook_deliveries')
      .select('id')
      .where('state', '=', 'waiting')
      .where('next_attempt_at', '<', new Date(ctx.now.getTime() - lateMs))
      .orderBy('next_attempt_at')
      .limit(500)
      .execute()
    for (const { id } of late) await enqueueDelivery(tx, id)
  })
}

/** The log is kept for 30 days; what still waits stays. */
export async function forgetOldDeliveries(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - keptDays * 86_400_000)
  await ctx.transaction((tx) =>
    tx
      .deleteFrom('webhook_deliveries')
      .where('created_at', '<', before)
      .where('state', '<>', 'waiting')
      .execute(),
  )
}
