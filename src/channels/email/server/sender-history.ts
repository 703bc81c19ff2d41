import '#people/accounts/server/tables.ts'
import './triage-tables.ts'
import type { Tx } from '#platform/context.ts'
import type { MailId } from '#platform/ids.ts'
import { maskCodes } from '../domain/code-masks.ts'
import type { TriageView } from '../domain/contract.ts'
import { domainOf } from '../domain/sender-verdict.ts'

type Of = { id: MailId; from_address: string | null }

/** Contacts with this address first, then others of its domain: a help to staff, no proof of anything. */
export async function suggestions(tx: Tx, address: string | null): Promise<TriageView['suggestions']> {
  if (address === null || !address.includes('@')) return []
  const likeDomain = `%@${domainOf(address).replaceAll(/[\\%_]/g, '\\$&')}`
  const rows = await tx
    .selectFrom('contacts as contact')
    .innerJoin('accounts as account', 'account.id', 'contact.account_id')
    .select(['contact.id', 'contact.name', 'contact.email'])
    .select(['account.id as accountId', 'account.name as accountName'])
    .where('contact.ended_at', 'is', null)
    .where((eb) => eb.or([eb('contact.email', '=', address), eb('contact.email', 'ilike', likeDomain)]))
    .orderBy((eb) => eb('contact.email', '=', address), 'desc')
    .orderBy('contact.name')
    .limit(10)
    .execute()
  return rows.map((row) => ({ ...row, isSender: row.email.toLowerCase() === address.toLowerCase() }))
}

/** The latest other messages of the same address. */
export async function sameSender(tx: Tx, { id, from_address }: Of): Promise<TriageView['sameSender']> {
  if (from_address === null) return []
  const rows = await tx
    .selectFrom('inbound_mail')
    .select(['id', 'received_at', 'subject', 'state'])
    .where('from_address', '=', from_address)
    .where('id', '<>', id)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(5)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    subject: maskCodes({ subject: row.subject ?? '', body: '' }).subject,
    state: row.state,
  }))
}

/** What was decided about this message, and lately about others of the same address. */
export async function earlierDecisions(tx: Tx, { id, from_address }: Of): Promise<TriageView['decisions']> {
  const rows = await tx
    .selectFrom('triage_decisions as d')
    .innerJoin('inbound_mail as mail', 'mail.id', 'd.mail_id')
    .selectAll('d')
    .where((eb) =>
      eb.or([
        eb('d.mail_id', '=', id),
        ...(from_address === null ? [] : [eb('mail.from_address', '=', from_address)]),
      ]),
    )
    .orderBy('d.at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(10)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    mailId: row.mail_id,
    act: row.act,
    at: row.at.toISOString(),
    by: row.by_name,
    reason: row.reason,
    about: row.about,
  }))
}
