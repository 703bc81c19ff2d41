import '#people/accounts/server/tables.ts'
import './triage-tables.ts'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { AccountId, MailId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { maskCodes } from '../domain/code-masks.ts'
import { textsOf } from './hide-codes.ts'
import { noteDecision } from './note-decision.ts'
import { findTriage } from './read-triage.ts'
import type { Inbound } from './tables.ts'

/**
 * Matches a message to an account: its authorised contacts read it, with codes hidden, and may adopt it. It stays in
 * triage; matched anew it goes to the other account. For staff. Throws 404 for an account that is not there.
 */
export async function matchTriage(
  ctx: Context,
  { id, accountId }: { id: string; accountId: string },
): Promise<{ id: string; account: { id: string; name: string } }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    const account = await putMatch(ctx, tx, row, accountId as AccountId)
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return { id: row.id, account }
  })
}

/** The match of a locked message that is in triage. */
export async function putMatch(
  ctx: Context,
  tx: Tx,
  row: Inbound,
  accountId: AccountId,
): Promise<{ id: AccountId; name: string }> {
  const account = await tx
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', '=', accountId)
    .executeTakeFirst()
  if (account === undefined) throw notFound('account')
  const { subject, body } = maskCodes(textsOf(row))
  await dropMatch(tx, row.id)
  await tx
    .insertInto('matched_mail')
    .values({
      mail_id: row.id,
      account_id: account.id,
      matched_at: ctx.now,
      received_at: row.received_at,
      from_address: row.from_address,
      from_name: row.from_name,
      verified: row.verdict?.verified === true,
      subject,
      body,
      attachments: JSON.stringify(row.attachments),
    })
    .execute()
  await noteDecision(ctx, tx, {
    mailId: row.id,
    act: 'matched',
    about: account.name,
    accountId: account.id,
  })
  await record(ctx, tx, {
    action: 'mail.matched',
    subjectType: 'mail',
    subjectId: row.id,
    accountId: account.id,
  })
  await tellAccount(tx, row.id, account.id)
  return account
}

/** Takes the match back. For staff. Throws 409 where there is none any more. */
export async function unmatchTriage(ctx: Context, { id }: { id: string }): Promise<{ id: string }> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await findTriage(tx, id, true)
    const accountId = await dropMatch(tx, row.id)
    if (accountId === undefined) throw conflict('not_matched', 'This message is matched to no account.')
    await noteDecision(ctx, tx, { mailId: row.id, act: 'unmatched' })
    await record(ctx, tx, {
      action: 'mail.unmatched',
      subjectType: 'mail',
      subjectId: row.id,
      accountId,
    })
    await announce(tx, { topic: 'triage', id: row.id, version: 2, accountId: null })
    return { id: row.id }
  })
}

/** Nobody at the account reads it any more; what was decided about it stays on record. */
export async function dropMatch(tx: Tx, mailId: MailId): Promise<AccountId | undefined> {
  const dropped = await tx
    .deleteFrom('matched_mail')
    .where('mail_id', '=', mailId)
    .returning('account_id')
    .executeTakeFirst()
  if (dropped !== undefined) await tellAccount(tx, mailId, dropped.account_id)
  return dropped?.account_id
}

/** Those of the account who may submit hear that something waits, or waits no longer. */
async function tellAccount(tx: Tx, mailId: MailId, accountId: AccountId): Promise<void> {
  const submitters = sql<
    string[]
  >`array(select contact_id from seats where account_id = ${accountId} and state = 'active')`
  await announce(tx, { topic: 'matched_mail', id: mailId, version: 1, accountId }, submitters)
}
