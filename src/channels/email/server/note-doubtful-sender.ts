import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import type { TriageCode } from '../domain/place-mail.ts'
import type { KnownContact } from './inbound-facts.ts'

const actions: Partial<Record<TriageCode, string>> = {
  other_account: 'mail.kept_from_case',
  staff_forged: 'mail.staff_forged',
}

/** Puts on record that somebody wrote to a case of others, or in a colleague's name. */
export async function noteDoubtfulSender(
  ctx: Context,
  tx: Tx,
  { id, code, contacts }: { id: MailId; code: TriageCode; contacts: readonly KnownContact[] },
): Promise<void> {
  const action = actions[code]
  if (action === undefined) return
  const accounts = [...new Set(contacts.map((contact) => contact.accountId))]
  await record(ctx, tx, {
    action,
    subjectType: 'mail',
    subjectId: id,
    accountId: accounts.length === 1 ? accounts[0] : null,
    detail: { contactIds: contacts.map((contact) => contact.contactId) },
  })
  ctx.log.warn('A mail tried to act as somebody else', { mailId: id, reason: code })
}
