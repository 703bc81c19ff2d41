import './tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import type { AccountId, ContactId, StaffId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { type LinkPurpose, minutesOf } from '../domain/link-contract.ts'

/** Whose link it is: a login, or the person who is to have one. */
export type LinkHolder =
  | { userId: string }
  | { staffId: StaffId }
  | { contactId: ContactId; accountId: AccountId }

type NewLink = {
  id: string
  purpose: Exclude<LinkPurpose, 'second_step'>
  holder: LinkHolder
  email: string
  /** Given out by whoever asked for it instead of mailed; `vouched` where they answer for the address. */
  handedOver?: { vouched: boolean } | undefined
  /** Where its reader goes once they are in, see `ownPlace`. */
  wanted?: string | null
}

/** So many links go to one address in an hour, whoever asks for them. */
const mostInAnHour = 5

/**
 * Issues a link and has it mailed, unless it is handed over; the one of the same purpose before it ends. The same
 * id is issued once. Emits `link.issued` where it is to be mailed.
 * @returns when it expires, or null where the address has had enough mail for now
 */
export async function issueLink(ctx: Context, tx: Tx, link: NewLink): Promise<Date | null> {
  const { id, purpose, holder, email, handedOver, wanted = null } = link
  await lockLinksTo(tx, email)
  if (await hasHadEnough(tx, email, ctx.now)) return null
  const expiresAt = new Date(ctx.now.getTime() + minutesOf[purpose] * 60_000)
  const known = await tx
    .selectFrom('sign_in_links')
    .select('expires_at')
    .where('id', '=', id)
    .executeTakeFirst()
  if (known !== undefined) return known.expires_at
  await endOpenLinks(tx, purpose, holder, ctx.now)
  const columns = columnsOf(holder)
  await tx
    .insertInto('sign_in_links')
    .values({
      id,
      purpose,
      ...columns,
      email,
      created_at: ctx.now,
      expires_at: expiresAt,
      wanted,
      unproved: handedOver?.vouched === false,
    })
    .execute()
  if (handedOver === undefined) await emit(ctx, tx, { name: 'link.issued', payload: { linkId: id } })
  return expiresAt
}

/** Links to one address are issued and withdrawn one after the other from here on. */
export async function lockLinksTo(tx: Tx, email: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${email.toLowerCase()}, 13))`.execute(tx)
}

/** What was sent before opens nothing any more. */
export async function endOpenLinks(
  tx: Tx,
  purpose: LinkPurpose,
  holder: LinkHolder,
  now: Date,
): Promise<void> {
  const { user_id, staff_id, contact_id } = columnsOf(holder)
  await tx
    .updateTable('sign_in_links')
    .set({ superseded_at: now })
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('superseded_at', 'is', null)
    .where((where) =>
      where.or([
        where('user_id', '=', user_id),
        where('staff_id', '=', staff_id),
        where('contact_id', '=', contact_id),
      ]),
    )
    .execute()
}

function columnsOf(holder: LinkHolder) {
  return {
    user_id: 'userId' in holder ? holder.userId : null,
    staff_id: 'staffId' in holder ? holder.staffId : null,
    account_id: 'accountId' in holder ? holder.accountId : null,
    contact_id: 'contactId' in holder ? holder.contactId : null,
  }
}

async function hasHadEnough(tx: Tx, email: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('sign_in_links')
    .select((one) => one.fn.countAll<number>().as('sent'))
    .where('email', '=', email)
    .where('purpose', '<>', 'second_step')
    .where('created_at', '>', new Date(now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  return Number(row.sent) >= mostInAnHour
}
