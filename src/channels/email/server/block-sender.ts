import '#people/accounts/server/tables.ts'
import './triage-tables.ts'
import { sql } from 'kysely'
import { brokenRule } from '#people/auth/server/broken-rule.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { canonicalSender, type Sender } from '../domain/blocked-sender.ts'
import type {
  BlockedSender,
  blockSenderEndpoint,
  blockSendersEndpoint,
  previewBlockEndpoint,
} from '../domain/blocked-senders-contract.ts'
import { discardAll } from './discard-triage.ts'
import { blockedSenderOf } from './list-blocked.ts'

/** Whom a block would meet. For staff. Throws 400 for what is no address or domain. */
export async function previewBlock(
  ctx: Context,
  { sender }: InputOf<typeof previewBlockEndpoint>,
): Promise<ResponseOf<typeof previewBlockEndpoint>> {
  requireVendor(ctx, 'agent')
  const found = senderOf(sender)
  return ctx.transaction(async (tx) => ({ ...found, ...(await met(tx, found)) }))
}

/**
 * Blocks an address or a domain: later mail of it is kept away from triage, not lost. A domain asks for the number of
 * known contacts it has, so that nobody blocks one unseen. For staff. Throws `sender_is_customer` while a current
 * contact writes from there, `confirm_contacts` without that number, and `blocked_already`.
 */
export async function blockSender(
  ctx: Context,
  input: InputOf<typeof blockSenderEndpoint>,
): Promise<BlockedSender> {
  requireVendor(ctx, 'agent')
  const found = senderOf(input.sender)
  const blocked = await ctx.transaction((tx) => block(ctx, tx, found, input))
  if (blocked === undefined) throw conflict('blocked_already', `${found.sender} is blocked already.`)
  return blocked
}

/**
 * Blocks several senders and puts messages aside as spam: all of it or nothing. Who is blocked already stays so. For
 * staff. Throws as `blockSender` does, but for `blocked_already`.
 */
export async function blockSenders(
  ctx: Context,
  input: InputOf<typeof blockSendersEndpoint>,
): Promise<ResponseOf<typeof blockSendersEndpoint>> {
  requireVendor(ctx, 'agent')
  const senders = new Map(input.senders.map((written) => [senderOf(written).sender, senderOf(written)]))
  // Always in one order, so that two who block the same wait for each other and never for ever.
  const inOrder = [...senders.values()].toSorted((a, b) => (a.sender < b.sender ? -1 : 1))
  return ctx.transaction(async (tx) => {
    const ids = await discardAll(ctx, tx, { ids: input.aside, reason: input.reason, isSpam: true })
    const blocked: BlockedSender[] = []
    for (const found of inOrder) {
      const fresh = await block(ctx, tx, found, input)
      if (fresh !== undefined) blocked.push(fresh)
    }
    return { blocked, ids }
  })
}

type Terms = Pick<InputOf<typeof blockSenderEndpoint>, 'reason' | 'until' | 'confirmedContacts'>

/** Undefined where it is blocked already. */
async function block(
  ctx: Context,
  tx: Tx,
  found: Sender,
  { reason, until, confirmedContacts }: Terms,
): Promise<BlockedSender | undefined> {
  const end = until === undefined ? null : new Date(until)
  if (end !== null && end <= ctx.now) throw invalid('until', 'A block ends in the future, or not at all.')
  const { contacts, formerContacts } = await met(tx, found)
  if (contacts > 0) throw ofCustomer(found, contacts)
  if (found.what === 'domain' && confirmedContacts !== formerContacts)
    throw conflict(
      'confirm_contacts',
      `${found.sender} is a whole domain, with ${formerContacts} former contacts. Confirm that number to block it.`,
    )
  await endExpired(ctx, tx, found.sender)
  const row = await insertBlock(ctx, tx, { ...found, reason, until: end })
  if (row === undefined) return undefined
  await record(ctx, tx, {
    action: 'sender.blocked',
    subjectType: 'sender',
    subjectId: found.sender,
    detail: { reason, until: until ?? null },
  })
  await announce(tx, { topic: 'blocked_senders', id: row.id, version: 1, accountId: null })
  return blockedSenderOf(row, ctx.now)
}

type NewBlock = Sender & { reason: string; until: Date | null }

async function insertBlock(ctx: Context, tx: Tx, block: NewBlock) {
  return tx
    .insertInto('blocked_senders')
    .values({
      ...block,
      id: newId<string>(ctx.now.getTime()),
      blocked_at: ctx.now,
      by_name: ctx.actor.name,
      ended_at: null,
      ended_by: null,
      last_mail_at: null,
    })
    .onConflict((taken) => taken.column('sender').where('ended_at', 'is', null).doNothing())
    .returningAll()
    .executeTakeFirst()
    .catch((error: unknown) => {
      // A contact who was added at the same moment.
      throw brokenRule(error) === 'block_of_customer' ? ofCustomer(block, 1) : error
    })
}

/** Ends a block; what it kept away stays where it is. For staff. Twice is once. */
export async function unblockSender(ctx: Context, { id }: { id: string }): Promise<BlockedSender> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const row = await tx
      .selectFrom('blocked_senders')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) throw notFound('blocked sender')
    if (row.ended_at !== null) return blockedSenderOf(row, ctx.now)
    const end = { ended_at: ctx.now, ended_by: ctx.actor.name }
    await tx.updateTable('blocked_senders').set(end).where('id', '=', id).execute()
    await record(ctx, tx, { action: 'sender.unblocked', subjectType: 'sender', subjectId: row.sender })
    await announce(tx, { topic: 'blocked_senders', id, version: 2, accountId: null })
    return blockedSenderOf({ ...row, ...end }, ctx.now)
  })
}

/** One that is over by itself makes way for a new one. */
async function endExpired(ctx: Context, tx: Tx, sender: string): Promise<void> {
  await tx
    .updateTable('blocked_senders')
    .set((eb) => ({ ended_at: eb.ref('until'), ended_by: null }))
    .where('sender', '=', sender)
    .where('ended_at', 'is', null)
    .where('until', '<=', ctx.now)
    .execute()
}

function senderOf(written: string): Sender {
  const found = canonicalSender(written)
  if (found === null) throw invalid('sender', 'An address such as eve@evil.example, or a domain.')
  return found
}

function ofCustomer({ sender, what }: Sender, contacts: number) {
  return conflict(
    'sender_is_customer',
    what === 'address'
      ? `${sender} is a contact of a customer. End the contact instead.`
      : `${contacts} contacts of customers write from ${sender}. It cannot be blocked.`,
  )
}

async function met(tx: Tx, { what, sender }: Sender) {
  const { rows } = await sql<{ contacts: number; formerContacts: number; mails: number }>`
    select (select count(*)::int from contacts where ended_at is null and ${at('email', what)} = ${sender}) contacts,
      (select count(*)::int from contacts where ended_at is not null and ${at('email', what)} = ${sender}) "formerContacts",
      (select count(*)::int from inbound_mail where ${at('from_address', what)} = ${sender}) mails`.execute(
    tx,
  )
  return rows[0] ?? { contacts: 0, formerContacts: 0, mails: 0 }
}

const at = (column: 'email' | 'from_address', what: Sender['what']) =>
  what === 'address'
    ? sql`lower(${sql.ref(column)}::text)`
    : sql`lower(split_part(${sql.ref(column)}::text, '@', 2))`
