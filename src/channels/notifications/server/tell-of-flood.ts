import '#channels/email/server/flood-tables.ts'
import type { Context } from '#platform/context.ts'
import type { FloodId } from '#platform/ids.ts'
import { readVendorScene } from './read-scene.ts'
import { tellPeople } from './tell-people.ts'

/** Reaction to `mail.flooded`: the first line and the managers, once for each flood. */
export async function tellOfFlood(ctx: Context, { floodId }: { floodId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const flood = await tx
      .selectFrom('mail_floods')
      .select(['id', 'sender'])
      .where('id', '=', floodId as FloodId)
      .where('state', '=', 'open')
      .executeTakeFirst()
    if (flood === undefined) return
    await tellPeople(ctx, tx, {
      key: `flood:${flood.id}`,
      act: [{ what: 'mail_flooded' }],
      scene: await readVendorScene(tx),
      facts: {},
      at: ctx.now,
      account: null,
      caseId: null,
    })
  })
}
