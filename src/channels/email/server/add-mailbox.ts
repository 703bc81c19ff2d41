import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { newId } from '#platform/ids.ts'
import type { MailboxInput, MailboxView } from '../domain/mailbox-contract.ts'
import { columnsOf } from './mailbox-columns.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import { announceMailbox, readMailboxIn, requireMailboxAdmin } from './mailbox-query.ts'

/** Mail is fetched from this mailbox from now on (SPEC 7.2). One that needs permission waits for it. */
export async function addMailbox(
  ctx: Context,
  { settings: input }: { settings: MailboxInput },
  needs: MailboxNeeds,
): Promise<MailboxView> {
  const createdBy = requireMailboxAdmin(ctx)
  const columns = columnsOf(input, undefined, needs)
  const id = newId<string>(ctx.now.getTime())
  return ctx.transaction(async (tx) => {
    await tx
      .insertInto('mailboxes')
      .values({
        id,
        ...columns,
        state: 'on',
        begun_at: ctx.now,
        changed_at: ctx.now,
        created_by: createdBy,
        created_at: ctx.now,
        ...(columns.sign_in === 'oauth' && {
          trouble: 'consent_needed' as const,
          trouble_said: 'Nobody has allowed it yet.',
          trouble_at: ctx.now,
        }),
      })
      .execute()
    await record(ctx, tx, {
      action: 'mailbox.added',
      subjectType: 'mailbox',
      subjectId: id,
      detail: detailOf(input),
    })
    await announceMailbox(tx, id)
    return readMailboxIn(tx, id)
  })
}

/** What stands in the audit: no password, no secret. */
export function detailOf({
  name,
  host,
  port,
  security,
  user,
  signIn,
  folder,
  afterwards,
  takes,
}: MailboxInput) {
  const secret = signIn.kind === 'password' ? signIn.password : signIn.clientSecret
  return {
    name,
    host,
    port,
    security,
    user,
    folder,
    afterwards,
    takes,
    signIn: signIn.kind,
    newSecret: secret !== undefined,
  }
}
