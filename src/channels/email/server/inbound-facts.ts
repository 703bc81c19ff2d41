import '#desk/cases/server/tables.ts'
import '#people/accounts/server/tables.ts'
import './tables.ts'
import { sql } from 'kysely'
import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'
import type { Actor, Tx } from '#platform/context.ts'
import type { AccountId, CaseId, ContactId, MailId } from '#platform/ids.ts'
import type { NamedCase, PlaceFacts } from '../domain/place-mail.ts'
import type { ReadMail } from '../domain/read-mail.ts'
import { parseOwnAddress } from '../domain/reply-address.ts'

export type KnownContact = { contactId: ContactId; accountId: AccountId; actor: Actor }

/**
 * The current contacts with exactly this address, or into whom the contact with this address was merged: another case
 * of the local part or a `+tag` is nobody's.
 */
export async function contactsOf(tx: Tx, address: string): Promise<KnownContact[]> {
  const rows = await tx
    .selectFrom('contacts as given')
    .innerJoin('contacts as c', (join) => join.on('c.id', '=', sql<ContactId>`standing_contact(given.id)`))
    .selectAll('c')
    .select('given.email as given_email')
    .where('given.email', '=', address)
    .where((eb) => eb.or([eb('given.ended_at', 'is', null), eb('given.merged_into', 'is not', null)]))
    .where('c.ended_at', 'is', null)
    .orderBy('c.id')
    .execute()
  return rows
    .filter((row) => canonicalAddress(row.given_email) === address)
    .map((row) => ({
      contactId: row.id,
      accountId: row.account_id,
      actor: {
        kind: 'contact',
        role: row.is_account_admin ? 'contact_admin' : 'contact',
        userId: row.user_id ?? '',
        contactId: row.id,
        accountId: row.account_id,
        name: row.name,
        timeZone: row.time_zone,
        language: row.language,
      },
    }))
}

type Asked = { mail: ReadMail; envelopeTo: readonly string[]; contacts: readonly KnownContact[] }

/** The case whose reply address the message was sent to. */
export async function caseByReplyAddress(
  tx: Tx,
  { mail, envelopeTo, contacts }: Asked,
  supportAddress: string,
): Promise<PlaceFacts['byReplyAddress']> {
  const tokens = [...envelopeTo, ...mail.to, ...mail.cc].flatMap((address) => {
    const token = parseOwnAddress(address, supportAddress)?.token
    return token === undefined || token === null ? [] : [token]
  })
  if (tokens.length === 0) return 'none'
  const known = await tx
    .selectFrom('reply_addresses')
    .select(['token', 'case_id'])
    .where('token', 'in', tokens)
    .execute()
  const first = known.toSorted((a, b) => tokens.indexOf(a.token) - tokens.indexOf(b.token))[0]
  if (first === undefined) return 'unknown'
  return (await namedCases(tx, [first.case_id], contacts))[0] ?? 'unknown'
}

/** The cases whose earlier mail the message answers, the nearest first. */
export async function casesByMessageId(tx: Tx, { mail, contacts }: Asked): Promise<NamedCase[]> {
  const ids = [...mail.inReplyTo.toReversed(), ...mail.references.toReversed()].map((id) => `<${id}>`)
  if (ids.length === 0) return []
  const [sent, received] = await Promise.all([
    tx
      .selectFrom('outgoing_mail')
      .select(['message_id', 'case_id'])
      .where('message_id', 'in', ids)
      .where('case_id', 'is not', null)
      .execute(),
    tx
      .selectFrom('inbound_mail')
      .select(['message_id', 'case_id'])
      .where('message_id', 'in', ids)
      .where('case_id', 'is not', null)
      .execute(),
  ])
  const nearest = [...sent, ...received].toSorted(
    (a, b) => ids.indexOf(a.message_id ?? '') - ids.indexOf(b.message_id ?? ''),
  )
  return namedCases(
    tx,
    [...new Set(nearest.flatMap((row) => (row.case_id === null ? [] : [row.case_id])))],
    contacts,
  )
}

async function namedCases(
  tx: Tx,
  caseIds: readonly CaseId[],
  contacts: readonly KnownContact[],
): Promise<NamedCase[]> {
  if (caseIds.length === 0) return []
  const rows = await tx
    .selectFrom('cases as c')
    .select(['c.id', 'c.account_id', sql<ContactId[] | null>`case_readers(c.id)`.as('readers')])
    .where('c.id', 'in', caseIds)
    .execute()
  return rows
    .toSorted((a, b) => caseIds.indexOf(a.id) - caseIds.indexOf(b.id))
    .map((row) => ({
      caseId: row.id,
      accountId: row.account_id,
      visibleTo: contacts
        .filter((one) => one.accountId === row.account_id)
        .filter((one) => row.readers === null || row.readers.includes(one.contactId))
        .map((one) => one.contactId),
    }))
}

/**
 * Whether this sender's message has been taken already, in other bytes: a second delivery by another way.
 * The same Message-ID is not enough: some programs write the same one on every mail.
 */
export async function isRepeated(tx: Tx, id: MailId, address: string, mail: ReadMail): Promise<boolean> {
  if (mail.messageId === null) return false
  const before = await tx
    .selectFrom('inbound_mail')
    .select('verdict')
    .where('message_id', '=', `<${mail.messageId}>`)
    .where('from_address', '=', address)
    .where('subject', '=', mail.subject)
    .where('body', '=', mail.text)
    .where(sql<boolean>`attachments = ${JSON.stringify(mail.attachments)}::jsonb`)
    .where('id', '<>', id)
    .where('state', 'in', ['case', 'reply', 'triage', 'discarded'])
    .execute()
  return before.some((row) => row.verdict?.verified === true)
}

/** The products that a mail can name. */
export async function productsOf(tx: Tx) {
  return tx
    .selectFrom('products')
    .select(['code', 'name', 'kind', 'publisher'])
    .select(['support_address as supportAddress', 'terms_url as termsUrl'])
    .orderBy('code')
    .execute()
}
