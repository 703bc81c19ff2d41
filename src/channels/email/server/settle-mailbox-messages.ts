import './mailbox-tables.ts'
import type { ImapFlow } from 'imapflow'
import type { Context } from '#platform/context.ts'
import { MailboxError } from './mailbox-error.ts'
import type { Mailbox } from './mailbox-query.ts'

const atOnce = 100

/**
 * Tells the mailbox of the messages that are kept here and that it was not told of yet: just now, or because the
 * connection was lost in between. Returns why it refuses; fetching goes on all the same.
 */
export async function settleMailboxMessages(
  ctx: Context,
  mailbox: Mailbox,
  uidValidity: number,
  client: ImapFlow,
): Promise<MailboxError | undefined> {
  for (;;) {
    const uids = await unsettled(ctx, mailbox, uidValidity)
    if (uids.length === 0) return undefined
    if (!(await tellMailbox(client, mailbox, uids))) return refusalOf(mailbox)
    await ctx.transaction((tx) =>
      tx
        .updateTable('mailbox_messages')
        .set({ settled_at: ctx.now })
        .where('mailbox_id', '=', mailbox.id)
        .where('place', '=', mailbox.place)
        .where('uid_validity', '=', uidValidity)
        .where('uid', 'in', uids)
        .execute(),
    )
  }
}

async function unsettled(ctx: Context, mailbox: Mailbox, uidValidity: number): Promise<number[]> {
  const rows = await ctx.transaction((tx) =>
    tx
      .selectFrom('mailbox_messages')
      .select('uid')
      .where('mailbox_id', '=', mailbox.id)
      .where('place', '=', mailbox.place)
      .where('uid_validity', '=', uidValidity)
      .where('settled_at', 'is', null)
      .where('is_left', '=', false)
      .orderBy('uid')
      .limit(atOnce)
      .execute(),
  )
  return rows.map(({ uid }) => uid)
}

/** Marks, moves or deletes, as was chosen; of those that are gone by now nothing is said. False where it is refused. */
export async function tellMailbox(
  client: ImapFlow,
  mailbox: Mailbox,
  uids: readonly number[],
): Promise<boolean> {
  const range = uids.join(',')
  const { afterwards, move_to: moveTo } = mailbox
  if (afterwards === 'seen') return client.messageFlagsAdd(range, ['\\Seen'], { uid: true })
  if (afterwards === 'delete') return client.messageDelete(range, { uid: true })
  return (await client.messageMove(range, moveTo ?? '', { uid: true })) !== false
}

function refusalOf({ afterwards, move_to: moveTo }: Mailbox): MailboxError {
  if (afterwards === 'move')
    return new MailboxError('move_folder_missing', `The messages could not be moved to “${moveTo}”.`)
  return new MailboxError('unknown', 'The mailbox does not let messages be marked or deleted.')
}
