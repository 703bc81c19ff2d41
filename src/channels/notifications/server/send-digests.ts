import './tables.ts'
import type { Context, Tx } from '#platform/context.ts'
import { digestDue } from '../domain/digest-due.ts'
import { queueGatheredMail } from './queue-notification-mail.ts'
import { mailTimes } from './read-readers.ts'
import { readRecipient, type Recipient } from './read-recipient.ts'
import { takeWaiting } from './take-waiting.ts'
import { usualTimesRow } from './usual-times-row.ts'

/** Sends the digests whose hour has come where their readers are: at most one a day each, whoever else does the same. */
export async function sendDigests(ctx: Context): Promise<void> {
  const people = await ctx.transaction((tx) =>
    tx
      .selectFrom('notifications')
      .select('person_id')
      .distinct()
      .where('mail', '=', 'digest')
      .orderBy('person_id')
      .execute(),
  )
  for (const { person_id: personId } of people) {
    await ctx.transaction((tx) => sendDigest(ctx, tx, personId))
  }
}

async function sendDigest(ctx: Context, tx: Tx, personId: string): Promise<void> {
  const person = await readRecipient(tx, personId)
  if (person === undefined) return
  const times = await lockTimes(tx, person)
  if (times === undefined) return
  const { digest: rhythm, digestHour: hour } = mailTimes(person.audience, times)
  const date = digestDue(ctx.now.getTime(), { rhythm, hour, lastOn: times.last_digest_on }, person.timeZone)
  if (date === null) return
  const pieces = await takeWaiting(tx, person, null)
  if (pieces.length === 0) return
  await queueGatheredMail(ctx, tx, person, pieces, true)
  await tx
    .updateTable('notification_times')
    .set({ last_digest_on: date })
    .where('person_id', '=', person.id)
    .execute()
}

/** The person's row, held until the end; undefined while another process has it. */
async function lockTimes(tx: Tx, person: Recipient) {
  await tx
    .insertInto('notification_times')
    .values(usualTimesRow(person))
    .onConflict((known) => known.column('person_id').doNothing())
    .execute()
  return tx
    .selectFrom('notification_times')
    .selectAll()
    .where('person_id', '=', person.id)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}
