import './tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { dueChannel } from '#platform/realtime/announce.ts'
import type { trustTimeEndpoint } from '#promise/clocks/domain/time-contract.ts'

/**
 * An admin says that the clock which moved is right: the second source that a machine has none of (SL-09). Every
 * process follows it again. Throws a conflict where the alarm they saw is over, or another one has begun.
 */
export async function trustTime(
  ctx: Context,
  { movedAt }: InputOf<typeof trustTimeEndpoint>,
): Promise<ResponseOf<typeof trustTimeEndpoint>> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const { rows } = await sql<{ moved_by_ms: number }>`
      update time_watch set trusted = trusted + 1, moved_at = null, moved_by_ms = null, held_at = null
      where moved_at = ${movedAt}::timestamptz returning old.moved_by_ms`.execute(tx)
    const [was] = rows
    if (was === undefined)
      throw conflict('time_not_moved', 'The clock has come back, or has moved again. Look at it anew.')
    await record(ctx, tx, {
      action: 'time.trusted',
      subjectType: 'time',
      subjectId: 'clock',
      detail: { movedAt, movedByMs: was.moved_by_ms },
    })
    // Earlier than anything that a sweeper sleeps until.
    await sql`select pg_notify(${dueChannel}, ${new Date(0).toISOString()})`.execute(tx)
    return { trusted: true as const }
  })
}
