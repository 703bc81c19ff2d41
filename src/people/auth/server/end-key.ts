import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { announce } from '#platform/realtime/announce.ts'
import type { KeyView } from '../domain/key-contract.ts'
import { keyQuery, keyViewOf } from './key-query.ts'

/** Ends a key; the next request with it is refused. Ending it again changes nothing. For admins. */
export async function endKey(ctx: Context, { id }: { id: string }): Promise<KeyView> {
  requireVendor(ctx, 'admin')
  return ctx.transaction(async (tx) => {
    const ended = await tx
      .updateTable('api_keys')
      .set({ ended_at: ctx.now, ended_by: ctx.actor.name })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('name')
      .executeTakeFirst()
    if (ended !== undefined) {
      const detail = { name: ended.name }
      await record(ctx, tx, { action: 'key.ended', subjectType: 'key', subjectId: id, detail })
      await announce(tx, { topic: 'keys', id, version: 2, accountId: null })
    }
    const row = await keyQuery(tx).where('key.id', '=', id).executeTakeFirst()
    if (row === undefined) throw notFound('key')
    return keyViewOf(row, ctx.now)
  })
}
