import type { Context } from '#platform/context.ts'
import { queueGatheredMail, queueOneMail } from './queue-notification-mail.ts'
import { readRecipient } from './read-recipient.ts'
import { takeWaiting } from './take-waiting.ts'

/** The clocks of two processes may differ by this much. */
const slackMs = 1_000

/**
 * Mails one person what is due: one piece as a mail of its own, several together. What is taken is queued in the
 * same transaction, so that it is mailed once.
 */
export async function mailNotifications(ctx: Context, { personId }: { personId: string }): Promise<void> {
  await ctx.transaction(async (tx) => {
    const person = await readRecipient(tx, personId)
    if (person === undefined) return
    const pieces = await takeWaiting(tx, person, new Date(ctx.now.getTime() + slackMs))
    const [first, second] = pieces
    if (first === undefined) return
    await (second === undefined
      ? queueOneMail(ctx, tx, person, first)
      : queueGatheredMail(ctx, tx, person, pieces, false))
  })
}
