import { type Context, requireVendor } from '#platform/context.ts'
import { conflict, forbidden } from '#platform/errors.ts'
import { findMail } from './find-mail.ts'

/**
 * Keeps for the person who asks whether pictures of this message's sender are shown at once. Only who really sent
 * it can be remembered: anybody could write in another's name. Throws 404, `sender_not_verified`.
 */
export async function rememberPictures(
  ctx: Context,
  { id, isAlways }: { id: string; isAlways: boolean },
): Promise<{ isAlways: boolean }> {
  requireVendor(ctx, 'agent')
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'This is one person’s own.')
  return ctx.transaction(async (tx) => {
    const row = await findMail(ctx, tx, id)
    const address = row.verdict?.verified === true ? row.from_address : null
    if (address === null) throw conflict('sender_not_verified', 'Nobody knows who really sent this message.')
    const of = { staff_id: actor.staffId, address }
    await (isAlways
      ? tx
          .insertInto('picture_senders')
          .values(of)
          .onConflict((known) => known.doNothing())
          .execute()
      : tx
          .deleteFrom('picture_senders')
          .where('staff_id', '=', of.staff_id)
          .where('address', '=', address)
          .execute())
    return { isAlways }
  })
}
