import './mailbox-tables.ts'
import type { FetchQueryObject, ImapFlow, SearchObject } from 'imapflow'
import type { Context } from '#platform/context.ts'
import {
  type Found,
  isWanted,
  type MailboxPlace,
  placeAfter,
  placeInFolder,
} from '../domain/mailbox-wanted.ts'
import { mailLimits } from './mail-limits.ts'
import { announceMailbox, type Mailbox } from './mailbox-query.ts'
import { settleMailboxMessages } from './settle-mailbox-messages.ts'
import { type FetchedMessage, takeMailboxMessage } from './take-mailbox-message.ts'

type Now = () => Context

/** So many are kept before the mailbox is told of them. */
const atOnce = 25
const dayMs = 86_400_000

/**
 * Goes through the folder that is open and takes what is new, each message first kept, then told. A message that is
 * not handed over holds up no other. Throws `MailboxError` in the end where the mailbox refuses to be told.
 */
export async function fetchMailbox(
  now: Now,
  mailbox: Mailbox,
  client: ImapFlow,
  floodAfter?: number,
): Promise<void> {
  const opened = client.mailbox
  if (opened === false) throw new Error('No folder is open')
  const uidValidity = Number(opened.uidValidity)
  const known = await readPlace(now(), mailbox)
  const place = placeInFolder(known, { uidValidity, uidNext: opened.uidNext })
  let refusal = await settleMailboxMessages(now(), mailbox, uidValidity, client)
  const wanted = await wantedIn(client, mailbox, place)
  const open = await withoutTaken(now(), mailbox, uidValidity, wanted)
  const failed: number[] = []
  for (let at = 0; at < open.length; at += atOnce) {
    for (const uid of open.slice(at, at + atOnce)) {
      const message = await fetchOne(client, uidValidity, uid)
      if (message === 'refused') failed.push(uid)
      else if (message !== 'gone') await takeMailboxMessage(now(), mailbox, message, floodAfter)
    }
    refusal = await settleMailboxMessages(now(), mailbox, uidValidity, client)
  }
  if (failed.length > 0)
    now().log.warn('A mailbox does not hand over all messages', { mailbox: mailbox.id, failed })
  await writePlace(now(), mailbox, placeAfter(place, wanted, failed), open.length > failed.length)
  if (refusal !== undefined) throw refusal
}

async function readPlace(ctx: Context, { id }: Mailbox): Promise<MailboxPlace | null> {
  const row = await ctx.transaction((tx) =>
    tx
      .selectFrom('mailboxes')
      .select(['uid_validity', 'next_uid', 'whole_from_uid'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  const { uid_validity: uidValidity, next_uid: nextUid, whole_from_uid: wholeFromUid } = row
  if (uidValidity === null || nextUid === null || wholeFromUid === null) return null
  return { uidValidity, nextUid, wholeFromUid }
}

/** Only while it is the same folder: an admin may have named another one meanwhile. */
async function writePlace(
  ctx: Context,
  mailbox: Mailbox,
  { uidValidity, nextUid, wholeFromUid }: MailboxPlace,
  hasTaken: boolean,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx
      .updateTable('mailboxes')
      .set({
        uid_validity: uidValidity,
        next_uid: nextUid,
        whole_from_uid: wholeFromUid,
        ...(hasTaken && { last_message_at: ctx.now }),
      })
      .where('id', '=', mailbox.id)
      .where('place', '=', mailbox.place)
      .execute()
    if (hasTaken) await announceMailbox(tx, mailbox.id)
  })
}

/** All from the place on; of what was there before only what may be wanted is looked at. */
async function wantedIn(client: ImapFlow, mailbox: Mailbox, place: MailboxPlace): Promise<number[]> {
  const uids: number[] = []
  const { nextUid, wholeFromUid } = place
  if (nextUid < wholeFromUid) {
    const uid = `${nextUid}:${wholeFromUid - 1}`
    // Days of a server are days of its own zone.
    const since = new Date(mailbox.begun_at.getTime() - 2 * dayMs)
    const asked: SearchObject[] = [
      { uid, since },
      ...(mailbox.takes === 'unread' ? [{ uid, seen: false }] : []),
    ]
    const maybe = new Set((await Promise.all(asked.map((one) => search(client, one)))).flat())
    for (const found of await describe(client, [...maybe]))
      if (isWanted(found, place, { takes: mailbox.takes, begunAt: mailbox.begun_at })) uids.push(found.uid)
  }
  const from = Math.max(nextUid, wholeFromUid)
  // `n:*` names the newest message also where its UID is lower.
  uids.push(...(await search(client, { uid: `${from}:*` })).filter((uid) => uid >= from))
  return uids.toSorted((a, b) => a - b)
}

async function search(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await client.search(query, { uid: true })
  // False where the server refused it.
  if (found === undefined || found === false) throw new Error('The folder could not be searched')
  return found
}

async function describe(client: ImapFlow, uids: number[]): Promise<Found[]> {
  if (uids.length === 0) return []
  const rows = await client.fetchAll(uids, { uid: true, flags: true, internalDate: true }, { uid: true })
  return rows.map(({ uid, flags, internalDate }) => ({
    uid,
    isSeen: flags?.has('\\Seen') ?? false,
    // One without a date counts as new: rather once too often than lost.
    arrivedAt: instantOf(internalDate) ?? new Date(8.64e15),
  }))
}

async function withoutTaken(
  ctx: Context,
  mailbox: Mailbox,
  uidValidity: number,
  uids: readonly number[],
): Promise<number[]> {
  const [first] = uids
  if (first === undefined) return []
  const rows = await ctx.transaction((tx) =>
    tx
      .selectFrom('mailbox_messages')
      .select('uid')
      .where('mailbox_id', '=', mailbox.id)
      .where('place', '=', mailbox.place)
      .where('uid_validity', '=', uidValidity)
      .where('uid', '>=', first)
      .execute(),
  )
  const taken = new Set(rows.map(({ uid }) => uid))
  return uids.filter((uid) => !taken.has(uid))
}

/** Asked for its size first; and whatever a server says of that, no more is asked for than is taken. */
async function fetchOne(
  client: ImapFlow,
  uidValidity: number,
  uid: number,
): Promise<FetchedMessage | 'gone' | 'refused'> {
  const most = mailLimits.messageBytes
  const ask = (query: FetchQueryObject) => client.fetchOne(uid, { uid: true, ...query }, { uid: true })
  try {
    const about = await ask({ size: true, internalDate: true })
    if (about === false) return await whyNot(client, uid)
    const said = about.size ?? 0
    const arrivedAt = instantOf(about.internalDate)
    if (said <= most) {
      const whole = await ask({ source: { start: 0, maxLength: most + 1 } })
      const source = whole === false ? undefined : whole.source
      if (source === undefined) return await whyNot(client, uid)
      if (source.length <= most) return { uidValidity, uid, arrivedAt, source, bytes: source.length }
    }
    const head = await ask({ headers: true })
    if (head === false || head.headers === undefined) return await whyNot(client, uid)
    return { uidValidity, uid, source: head.headers, bytes: Math.max(said, most + 1) }
  } catch (error) {
    if (client.usable && isRefusal(error)) return 'refused'
    throw error
  }
}

function instantOf(written: Date | string | undefined): Date | undefined {
  const at = new Date(written ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? undefined : at
}

/** No answer may mean that the message is gone, that it was refused, or that the connection is: only one is no loss. */
async function whyNot(client: ImapFlow, uid: number): Promise<'gone' | 'refused'> {
  const there = await search(client, { uid: String(uid) })
  return there.includes(uid) ? 'refused' : 'gone'
}

function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'responseStatus' in error && error.responseStatus === 'NO'
}
