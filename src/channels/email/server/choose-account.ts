import '#desk/cases/server/tables.ts'
import './choice-tables.ts'
import './tables.ts'
import type { Selectable } from 'kysely'
import type { Database } from '#platform/db/database.ts'
import { record } from '#platform/audit.ts'
import { type Context, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { AccountChoice } from '../domain/choice-contract.ts'
import { openFromTriage } from './adopt-triage.ts'
import { contactsOf } from './inbound-facts.ts'
import { choiceHash } from './offer-choice.ts'

type Choice = Selectable<Database['account_choices']>

/** Which accounts the holder of the link may choose from. Throws 404 for a link that we never made. */
export async function readChoice(ctx: Context, { token }: { token: string }): Promise<AccountChoice> {
  return asProduct(ctx).transaction(async (tx) => viewOf(ctx, tx, await findChoice(tx, token)))
}

/**
 * Opens the case of a mail for the account its sender chose, as when it is adopted: its clocks start now, its receipt
 * stands beside (SPEC 3.8). Once: choosing again answers with the same case. Throws `choice_expired`, `mail_handled`,
 * `contact_left`, 404 for an account that is none of theirs, and as any opening where it is refused.
 */
export async function chooseAccount(
  ctx: Context,
  { token, accountId }: { token: string; accountId: string },
): Promise<AccountChoice> {
  const product = asProduct(ctx)
  return product.transaction(async (tx) => {
    const choice = await findChoice(tx, token, true)
    const { state } = await viewOf(ctx, tx, choice)
    if (state === 'chosen') return viewOf(ctx, tx, choice)
    if (state !== 'open') throw conflict(...closed[state])
    const contact = (await contactsOf(tx, choice.address)).find((one) => one.accountId === accountId)
    if (contact === undefined) throw notFound('account')
    const mail = await lockedMail(tx, choice)
    const { reference } = await openFromTriage(ctx.as(contact.actor), tx, mail, {
      contactId: contact.contactId,
    })
    const { id: caseId } = await tx
      .selectFrom('cases')
      .select('id')
      .where('reference', '=', reference)
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('account_choices')
      .set({ used_at: ctx.now, contact_id: contact.contactId, case_id: caseId })
      .where('id', '=', choice.id)
      .execute()
    await record(product, tx, {
      action: 'mail.account_chosen',
      subjectType: 'mail',
      subjectId: choice.mail_id,
      accountId,
      detail: { reference, contactId: contact.contactId },
    })
    return { state: 'chosen' as const, accounts: [], reference }
  })
}

const closed: Record<'expired' | 'handled' | 'left', [string, string]> = {
  expired: ['choice_expired', 'This link has expired. Please write to us again.'],
  handled: ['mail_handled', 'Our support team has looked after your message already.'],
  left: [
    'contact_left',
    'This address is not registered with us as a contact any more. Please ask a colleague who is.',
  ],
}

function asProduct(ctx: Context): Context {
  return ctx.as({ kind: 'system', name: 'Fourline' })
}

async function findChoice(tx: Tx, token: string, lock = false): Promise<Choice> {
  const query = tx.selectFrom('account_choices').selectAll().where('token_hash', '=', choiceHash(token))
  const found = await (lock ? query.forUpdate() : query).executeTakeFirst()
  if (found === undefined) throw notFound('link')
  return found
}

/** Staff may take it in the same moment: whoever comes second finds it gone. */
async function lockedMail(tx: Tx, { mail_id: id }: Choice) {
  const mail = await tx
    .selectFrom('inbound_mail')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'triage')
    .forUpdate()
    .executeTakeFirst()
  if (mail === undefined) throw conflict(...closed.handled)
  return mail
}

async function viewOf(ctx: Context, tx: Tx, choice: Choice): Promise<AccountChoice> {
  const without = { accounts: [], reference: null }
  if (choice.case_id !== null) {
    const { reference } = await tx
      .selectFrom('cases')
      .select('reference')
      .where('id', '=', choice.case_id)
      .executeTakeFirstOrThrow()
    return { state: 'chosen', accounts: [], reference }
  }
  if (choice.expires_at <= ctx.now) return { state: 'expired', ...without }
  const mail = await tx
    .selectFrom('inbound_mail')
    .select('state')
    .where('id', '=', choice.mail_id)
    .executeTakeFirst()
  if (mail?.state !== 'triage') return { state: 'handled', ...without }
  const contacts = await contactsOf(tx, choice.address)
  if (contacts.length === 0) return { state: 'left', ...without }
  const accounts = await tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      contacts.map((one) => one.accountId),
    )
    .orderBy('name')
    .execute()
  return { state: 'open', accounts, reference: null }
}
