import './tables.ts'
import { enqueueJob } from '#platform/jobs/enqueue-job.ts'
import type { Context } from '#platform/context.ts'
import type { FloodId, MailId } from '#platform/ids.ts'
import type { DnsResolver } from './dns.ts'
import { placeInboundMail } from './place-inbound-mail.ts'

/** So few that what else waits is not held up for long. */
const atATime = 10

/**
 * Places the messages of a flood that was let through, the oldest first, a few at a time: the next few take their
 * place behind what waits by then. What cannot be placed goes to triage like any other message.
 */
export async function placeFlood(
  ctx: Context,
  { floodId }: { floodId: string },
  resolver: DnsResolver,
): Promise<void> {
  const waiting = await ctx.transaction((tx) =>
    tx
      .selectFrom('inbound_mail as mail')
      .innerJoin('mail_floods as flood', 'flood.id', 'mail.flood_id')
      .select('mail.id')
      .where('flood.id', '=', floodId as FloodId)
      .where('flood.state', '=', 'let_through')
      .where('mail.state', '=', 'stored')
      .orderBy('mail.received_at')
      .orderBy('mail.id')
      .limit(atATime)
      .execute(),
  )
  for (const { id } of waiting) await placeOne(ctx, id, resolver)
  if (waiting.length < atATime) return
  await ctx.transaction((tx) => enqueueJob(tx, 'place-flood', { floodId }))
}

/** One that fails is tried again by a job of its own, so that it is not in the way of the others. */
async function placeOne(ctx: Context, id: MailId, resolver: DnsResolver): Promise<void> {
  try {
    await placeInboundMail(ctx, { mailId: id }, resolver)
  } catch (error) {
    ctx.log.warn('A message of a flood could not be placed yet', { mailId: id, error })
    await ctx.transaction((tx) => enqueueJob(tx, 'place-mail', { mailId: id }, { key: `place ${id}` }))
  }
}
