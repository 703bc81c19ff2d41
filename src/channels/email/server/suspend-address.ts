import './suspension-tables.ts'
import './tables.ts'
import { type Selectable, sql } from 'kysely'
import { canonicalAddress } from '#people/auth/domain/canonical-address.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { type MailId, newId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'
import { isGraver, isRestDue, leavesWithinDays, softBounceDays } from '../domain/mail-budget.ts'
import type { ReportedReturn } from '../domain/mail-report.ts'
import type { MailSuspensionRow } from './suspension-tables.ts'

export type Suspension = Selectable<MailSuspensionRow>

const dayMs = 24 * 3_600_000

/** The one form in which an address is suspended and asked about. */
export function suspendedAddress(address: string): string {
  return canonicalAddress(address) ?? address.trim().toLowerCase()
}

type Returned = { mailId: MailId; to: string; reportId: MailId; news: ReportedReturn }

/** What a proven return means for its address: hard and complaint at once, soft after some in a row. */
export async function suspendAddress(ctx: Context, tx: Tx, { mailId, to, reportId, news }: Returned) {
  const address = suspendedAddress(to)
  // Two reports about one address are counted one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${address.toLowerCase()}, 13))`.execute(tx)
  const before = await tx
    .selectFrom('mail_suspensions')
    .selectAll()
    .where('address', '=', address)
    .forUpdate()
    .executeTakeFirst()
  const isInForce = before !== undefined && before.lifted_at === null
  if (isInForce && !isGraver(news.kind, before.kind)) return
  if (news.kind === 'soft' && !(await isResting(ctx, tx, to, before?.lifted_at ?? null))) return
  await write(ctx, tx, address, { mailId, reportId, news })
  await record(ctx, tx, {
    action: 'address.suspended',
    subjectType: 'address',
    subjectId: address,
    detail: { kind: news.kind, reason: news.reason, status: news.status, mailId },
  })
}

async function isResting(ctx: Context, tx: Tx, to: string, liftedAt: Date | null): Promise<boolean> {
  const from = Math.max(ctx.now.getTime() - softBounceDays * dayMs, liftedAt?.getTime() ?? 0)
  const mails = await tx
    .selectFrom('outgoing_mail')
    .select('bounced_at')
    .where('to_address', '=', to)
    .where('sent_at', '>', new Date(from))
    .orderBy('sent_at', 'desc')
    .limit(200)
    .execute()
  return isRestDue(mails.map(({ bounced_at: at }) => at !== null).toReversed())
}

async function write(ctx: Context, tx: Tx, address: string, of: Omit<Returned, 'to'>): Promise<void> {
  const { kind, reason, status, said } = of.news
  const facts = { kind, reason, status, said, since: ctx.now, mail_id: of.mailId, report_id: of.reportId }
  const id = newId<string>(ctx.now.getTime())
  const row = await tx
    .insertInto('mail_suspensions')
    .values({ id, address, ...facts, lifted_at: null, lifted_by: null })
    .onConflict((known) =>
      known.column('address').doUpdateSet({
        ...facts,
        lifted_at: null,
        lifted_by: null,
        version: sql`mail_suspensions.version + 1`,
      }),
    )
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
  await tellSuspension(tx, row)
}

export async function tellSuspension(tx: Tx, { id, version }: Pick<Suspension, 'id' | 'version'>) {
  await announce(tx, { topic: 'mail_suspension', id, version, accountId: null })
}

/** A verified mail from an address shows that somebody is there: its rest is over. What is graver stays. */
export async function endRest(ctx: Context, tx: Tx, from: string, reportId: MailId): Promise<void> {
  const found = await tx
    .selectFrom('mail_suspensions')
    .selectAll()
    .where('address', '=', suspendedAddress(from))
    .where('kind', '=', 'soft')
    .where('lifted_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) return
  await lift(ctx, tx, found, null)
  await record(ctx, tx, {
    action: 'address.heard_from',
    subjectType: 'address',
    subjectId: found.address,
    detail: { mailId: reportId },
  })
}

/** Lets mail go to the address again, what waited for it at most three days included. Returns how many mails. */
export async function lift(ctx: Context, tx: Tx, found: Suspension, by: string | null): Promise<number> {
  await tx
    .updateTable('mail_suspensions')
    .set({ lifted_at: ctx.now, lifted_by: by, version: found.version + 1 })
    .where('id', '=', found.id)
    .execute()
  await tellSuspension(tx, { id: found.id, version: found.version + 1 })
  const oldest = new Date(ctx.now.getTime() - leavesWithinDays * dayMs)
  return letHeldGo(
    tx,
    sql`held_reason = 'suspended' and to_address = ${found.address} and queued_at > ${oldest}`,
  )
}

/** Whoever makes a held mail wait again adds its job, in one statement; oldest first. */
export async function letHeldGo(tx: Tx, which: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ id: MailId }>`
    with waiting as (
      select id from outgoing_mail where state = 'held' and ${which}
      order by queued_at, id limit 1000 for update skip locked),
    again as (
      update outgoing_mail set state = 'queued', held_reason = null, held_until = null, leased_until = null
      where id in (select id from waiting) returning id, queued_at)
    select id, enqueue_job('send-mail', jsonb_build_object('outgoingId', id)) from again order by queued_at, id`.execute(
    tx,
  )
  const [first] = rows
  if (first !== undefined)
    await announce(tx, { topic: 'outgoing_mail', id: first.id, version: 1, accountId: null })
  return rows.length
}
