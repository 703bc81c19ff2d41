import type { Updateable } from 'kysely'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { changeMailboxEndpoint, MailboxInput, MailboxView } from '../domain/mailbox-contract.ts'
import { detailOf } from './add-mailbox.ts'
import { columnsOf, isSameFolder, isStillAllowed } from './mailbox-columns.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import {
  announceMailbox,
  changedMeanwhile,
  lockMailbox,
  type Mailbox,
  readMailboxIn,
  requireMailboxAdmin,
} from './mailbox-query.ts'
import type { MailboxRow } from './mailbox-tables.ts'

type Change = Updateable<MailboxRow>

const untroubled: Change = { trouble: null, trouble_said: null, trouble_at: null, connected_at: null }

/**
 * Changes a mailbox, switches it on or off, or removes it; a removed one can be brought back and goes on where it
 * was. Whoever reads it begins again with what was saved. Throws `changed_meanwhile` for an older version.
 */
export async function changeMailbox(
  ctx: Context,
  { id, version, settings, state }: InputOf<typeof changeMailboxEndpoint>,
  needs: MailboxNeeds,
): Promise<MailboxView> {
  requireMailboxAdmin(ctx)
  return ctx.transaction(async (tx) => {
    const kept = await lockMailbox(tx, id)
    if (kept.version !== version) throw changedMeanwhile()
    const change: Change = {
      ...(settings === undefined ? {} : await newSettings(ctx, tx, kept, settings, needs)),
      ...(state === undefined ? {} : { state, connected_at: null }),
      version: version + 1,
      changed_at: ctx.now,
    }
    await tx.updateTable('mailboxes').set(change).where('id', '=', id).execute()
    await record(ctx, tx, {
      action: state === 'removed' ? 'mailbox.removed' : 'mailbox.changed',
      subjectType: 'mailbox',
      subjectId: id,
      detail: { ...(settings && detailOf(settings)), ...(state && { state }) },
    })
    await announceMailbox(tx, id)
    return readMailboxIn(tx, id)
  })
}

async function newSettings(
  ctx: Context,
  tx: Tx,
  kept: Mailbox,
  settings: MailboxInput,
  needs: MailboxNeeds,
): Promise<Change> {
  const columns = columnsOf(settings, kept, needs)
  const elsewhere: Change = isSameFolder(kept, columns)
    ? {}
    : {
        place: kept.place + 1,
        begun_at: ctx.now,
        uid_validity: null,
        next_uid: null,
        whole_from_uid: null,
        has_idle: null,
        last_message_at: null,
      }
  const tokens = await tx
    .selectFrom('mailbox_tokens')
    .select('mailbox_id')
    .where('mailbox_id', '=', kept.id)
    .executeTakeFirst()
  const allowed = isStillAllowed(kept, columns) && tokens !== undefined
  if (columns.sign_in === 'password' || !allowed)
    await tx.deleteFrom('mailbox_tokens').where('mailbox_id', '=', kept.id).execute()
  if (columns.sign_in === 'password' || allowed) return { ...columns, ...elsewhere, ...untroubled }
  return {
    ...columns,
    ...elsewhere,
    connected_at: null,
    trouble: 'consent_needed',
    trouble_said: 'It has to be allowed for these settings.',
    trouble_at: ctx.now,
  }
}
