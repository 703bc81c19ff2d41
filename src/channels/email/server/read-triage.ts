import '#people/accounts/server/tables.ts'
import type { Selectable } from 'kysely'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { MailId } from '#platform/ids.ts'
import type { TriageView } from '../domain/contract.ts'
import { domainOf } from '../domain/sender-verdict.ts'
import type { InboundMailRow } from './tables.ts'
import { triageItemOf } from './triage-item-of.ts'

/** One message of the triage list, whole. For staff. Throws 404 for what is not, or no longer, there. */
export async function readTriage(ctx: Context, { id }: { id: string }): Promise<TriageView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id)
    return {
      ...triageItemOf(row),
      body: row.body ?? '',
      to: row.envelope_to,
      verdict: row.verdict === null ? null : { ...row.verdict },
      bytes: row.bytes,
      rawUrl: `/api/v1/triage/${row.id}/raw`,
      attachments: row.attachments.map(({ name, mediaType, bytes }) => ({ name, mediaType, bytes })),
      suggestions: await suggestions(tx, row.from_address),
    }
  })
}

export async function findTriage(tx: Tx, id: string, lock = false): Promise<Selectable<InboundMailRow>> {
  const query = tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', '=', id as MailId)
    .where('state', '=', 'triage')
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (row === undefined) throw notFound('message')
  return row
}

/** Contacts with this address first, then others of its domain: a help to staff, no proof of anything. */
async function suggestions(tx: Tx, address: string | null): Promise<TriageView['suggestions']> {
  if (address === null || !address.includes('@')) return []
  const likeDomain = `%@${domainOf(address).replaceAll(/[\\%_]/g, '\\$&')}`
  return tx
    .selectFrom('contacts as contact')
    .innerJoin('accounts as account', 'account.id', 'contact.account_id')
    .select(['contact.id', 'contact.name', 'contact.email', 'account.name as accountName'])
    .where('contact.ended_at', 'is', null)
    .where((eb) => eb.or([eb('contact.email', '=', address), eb('contact.email', 'ilike', likeDomain)]))
    .orderBy((eb) => eb('contact.email', '=', address), 'desc')
    .orderBy('contact.name')
    .limit(10)
    .execute()
}
