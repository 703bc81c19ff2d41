import { record } from '#platform/audit.ts'
import type { Context } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { MailboxTest, testMailboxEndpoint } from '../domain/mailbox-contract.ts'
import { mailboxSteps } from '../domain/mailbox-trouble.ts'
import { columnsOf, isStillAllowed } from './mailbox-columns.ts'
import { readAccess } from './mailbox-access.ts'
import { MailboxError } from './mailbox-error.ts'
import type { MailboxNeeds } from './mailbox-needs.ts'
import { type Mailbox, requireMailboxAdmin } from './mailbox-query.ts'
import { speakImap } from './speak-imap.ts'

/**
 * Goes through a mailbox as it is kept, or as it is given, and tells each step; nothing in it is changed. The server
 * may be any that this machine reaches, private ones too: it is named by an admin only. What one signs in with is
 * given to no other server than the one it was entered for.
 */
export async function testMailbox(
  ctx: Context,
  { id, settings }: InputOf<typeof testMailboxEndpoint>,
  needs: MailboxNeeds,
): Promise<MailboxTest> {
  const staffId = requireMailboxAdmin(ctx)
  const kept = id === undefined ? undefined : await readKept(ctx, id)
  const mailbox: Mailbox | undefined =
    settings === undefined
      ? kept
      : {
          ...(kept ?? blank(staffId, ctx.now)),
          ...columnsOf(settings, kept, needs),
        }
  if (mailbox === undefined)
    throw invalid('settings', 'Say which mailbox: one that is kept, or one that is entered.')
  const outcome = await speak(ctx, mailbox, kept, needs)
  const { host, port } = mailbox
  await ctx.transaction((tx) =>
    record(ctx, tx, {
      action: 'mailbox.tested',
      subjectType: 'mailbox',
      subjectId: kept?.id ?? 'new',
      detail: { host, port, trouble: outcome.trouble?.code ?? null },
    }),
  )
  return { host, port, ...outcome }
}

async function readKept(ctx: Context, id: string): Promise<Mailbox> {
  const kept = await ctx.transaction((tx) =>
    tx.selectFrom('mailboxes').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  if (kept === undefined) throw notFound('mailbox')
  return kept
}

async function speak(
  ctx: Context,
  mailbox: Mailbox,
  kept: Mailbox | undefined,
  needs: MailboxNeeds,
): Promise<Omit<MailboxTest, 'host' | 'port'>> {
  try {
    if (mailbox.sign_in === 'oauth' && (kept === undefined || !isStillAllowed(kept, mailbox)))
      throw new MailboxError('consent_needed', 'Nobody has allowed it for these settings.')
    const access = await readAccess(ctx, mailbox, needs)
    return await speakImap(access, { folder: mailbox.folder, moveTo: mailbox.move_to })
  } catch (error) {
    if (!(error instanceof MailboxError)) throw error
    return {
      steps: mailboxSteps.map((step) => ({ step, state: step === 'sign_in' ? 'failed' : 'skipped' })),
      trouble: { code: error.trouble, said: error.message },
      found: null,
      folders: [],
    }
  }
}

/** What a mailbox has that nobody has saved yet. */
function blank(
  created_by: Mailbox['created_by'],
  now: Date,
): Omit<Mailbox, keyof ReturnType<typeof columnsOf>> {
  return {
    id: '',
    state: 'off',
    place: 1,
    begun_at: now,
    uid_validity: null,
    next_uid: null,
    whole_from_uid: null,
    has_idle: null,
    connected_at: null,
    last_message_at: null,
    trouble: null,
    trouble_said: null,
    trouble_at: null,
    holder: null,
    held_until: null,
    version: 1,
    changed_at: now,
    created_by,
    created_at: now,
  }
}
