import './tables.ts'
import '#people/accounts/server/tables.ts'
import { sql } from 'kysely'
import type { Context, Tx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import type { AgreementId } from '#platform/ids.ts'
import { agreementPhase } from '#promise/agreements/domain/agreement-in-force.ts'
import type { SeatsView, SeatView } from '#promise/agreements/domain/seat-contract.ts'
import { doneBy } from './done-by.ts'
import { termsOn } from './terms-on.ts'

/** Who holds and who held a seat, the latest first. Customers see what binds their own account. */
export async function readSeats(ctx: Context, { id }: { id: string }): Promise<SeatsView> {
  return ctx.transaction((tx) => seatsOf(ctx, tx, id as AgreementId))
}

/** The seats of an agreement the asking side may see. Throws `not_found`; a draft is the vendor's own. */
export async function seatsOf(ctx: Context, tx: Tx, id: AgreementId): Promise<SeatsView> {
  const agreement = await tx
    .selectFrom('agreements')
    .select(['account_id', 'state', 'starts_on', 'ends_on', 'coverage_zone'])
    .where('id', '=', id)
    .executeTakeFirst()
  const isOwn = ctx.actor.kind !== 'contact' || ctx.actor.accountId === agreement?.account_id
  if (agreement === undefined || !isOwn || (ctx.actor.kind === 'contact' && agreement.state === 'draft'))
    throw notFound('agreement')
  const rows = await seatRows(tx, id)
  const period = { start: agreement.starts_on, end: agreement.ends_on, zone: agreement.coverage_zone }
  return {
    used: rows.filter(({ state }) => state === 'active').length,
    cap: (await termsOn(tx, id, ctx.now)).seatCap,
    startsOn: agreement.starts_on,
    endsOn: agreement.ends_on,
    phase: agreementPhase(period, ctx.now.getTime()),
    next: await nextOf(ctx, tx, id),
    items: rows.map((row) => viewOf(ctx, row)),
  }
}

async function nextOf(ctx: Context, tx: Tx, id: AgreementId): Promise<SeatsView['next']> {
  const next = await tx
    .selectFrom('agreements')
    .select(['id', 'starts_on', 'ends_on', 'coverage_zone'])
    .select(
      sql<number>`(select count(*)::int from seats where agreement_id = agreements.id and state <> 'ended')`.as(
        'held',
      ),
    )
    .where('renews_id', '=', id)
    .where('state', '=', 'active')
    .executeTakeFirst()
  if (next === undefined) return null
  const period = { start: next.starts_on, end: next.ends_on, zone: next.coverage_zone }
  if (agreementPhase(period, ctx.now.getTime()) !== 'not_started') return null
  return {
    id: next.id,
    startsOn: next.starts_on,
    held: next.held,
    cap: (await termsOn(tx, next.id, ctx.now)).seatCap,
  }
}

function seatRows(tx: Tx, id: AgreementId) {
  return tx
    .selectFrom('seats as seat')
    .innerJoin('contacts as contact', 'contact.id', 'seat.contact_id')
    .leftJoin('seats as before', 'before.id', 'seat.replaces_id')
    .leftJoin('contacts as predecessor', 'predecessor.id', 'before.contact_id')
    .selectAll('seat')
    .select(['contact.name', 'contact.email', 'contact.user_id', 'predecessor.name as replaces'])
    .select(
      sql<Date | null>`(select l.expires_at from sign_in_links l where l.contact_id = contact.id
        and l.account_id = contact.account_id and l.purpose = 'invitation' and l.used_at is null
        and l.superseded_at is null order by l.created_at desc limit 1)`.as('invited_until'),
    )
    .where('seat.agreement_id', '=', id)
    .orderBy('seat.since', 'desc')
    .orderBy('seat.id', 'desc')
    .execute()
}

type Row = Awaited<ReturnType<typeof seatRows>>[number]

function viewOf(ctx: Context, row: Row): SeatView {
  return {
    id: row.id,
    contact: { id: row.contact_id, name: row.name },
    state: row.state,
    since: row.since.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    givenBy: doneBy(ctx, row.given_side, row.given_by),
    carried: row.carried,
    replaces: row.replaces,
    endedBy: doneBy(ctx, row.ended_side, row.ended_by),
    endReason: row.end_reason,
    access: accessOf(ctx, row),
  }
}

/** Who may invite sees how each of them comes in. */
function accessOf({ actor, now }: Context, row: Row): SeatView['access'] {
  const mayInvite =
    actor.kind === 'system' ||
    (actor.kind === 'staff' && actor.role !== 'agent') ||
    (actor.kind === 'contact' && actor.role === 'contact_admin')
  if (!mayInvite || row.state === 'ended') return null
  const { email, invited_until: until } = row
  if (row.user_id !== null) return { state: 'signs_in', email, until: null }
  if (until === null) return { state: 'not_invited', email, until: null }
  return { state: until > now ? 'invited' : 'expired', email, until: until.toISOString() }
}
