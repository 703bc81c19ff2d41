import './tables.ts'
import { sql } from 'kysely'
import { findCase } from '#desk/cases/server/case-query.ts'
import { type notePresenceEndpoint, presenceSeconds, type PresenceView } from '#desk/cases/domain/presence.ts'
import { type Context, type Tx } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { CaseId, StaffId } from '#platform/ids.ts'
import { announce } from '#platform/realtime/announce.ts'

/**
 * A member of staff says, every few seconds while they have a case before them, what they do there; silence ends
 * it. Answers with who else is there. Colleagues are told only when something has changed (SPEC 5.2).
 */
export async function notePresence(
  ctx: Context,
  { reference, doing }: InputOf<typeof notePresenceEndpoint>,
): Promise<{ others: PresenceView[] }> {
  const { actor } = ctx
  if (actor.kind !== 'staff') throw forbidden('permission_missing', 'Only staff say where they are.')
  return ctx.transaction(async (tx) => {
    const { id } = await findCase(ctx, tx, reference)
    const changed =
      doing === 'gone' ? await leave(tx, id, actor.staffId) : await stay(ctx, tx, id, actor.staffId, doing)
    if (changed) {
      await forgetLongGone(ctx, tx)
      await announce(tx, { topic: 'presence', id: reference, version: 1, accountId: null })
    }
    const all = await presencesNow(ctx, tx).where('presence.case_id', '=', id).execute()
    return { others: all.filter((one) => one.staff_id !== actor.staffId).map(presenceOf) }
  })
}

/** Who is on which case now, for the queue. */
export async function readPresences(ctx: Context): Promise<{ present: PresenceView[] }> {
  return ctx.transaction(async (tx) => ({
    present: (await presencesNow(ctx, tx).limit(500).execute()).map(presenceOf),
  }))
}

function presencesNow(ctx: Context, tx: Tx) {
  return tx
    .selectFrom('presences as presence')
    .innerJoin('cases as c', 'c.id', 'presence.case_id')
    .innerJoin('staff as person', 'person.id', 'presence.staff_id')
    .select(['presence.staff_id', 'presence.doing', 'presence.seen_at', 'c.reference', 'person.name'])
    .where('presence.seen_at', '>', before(ctx, presenceSeconds))
    .orderBy('presence.seen_at', 'desc')
}

type Row = Awaited<ReturnType<ReturnType<typeof presencesNow>['execute']>>[number]

function presenceOf(row: Row): PresenceView {
  return {
    reference: row.reference,
    staffId: row.staff_id,
    name: row.name,
    doing: row.doing,
    until: new Date(row.seen_at.getTime() + presenceSeconds * 1000).toISOString(),
  }
}

/** Whether that is news: somebody who came, who came back, or who does something else now. */
async function stay(
  ctx: Context,
  tx: Tx,
  caseId: CaseId,
  staffId: StaffId,
  doing: PresenceView['doing'],
): Promise<boolean> {
  const earlier = await tx
    .selectFrom('presences')
    .select(['doing', 'seen_at'])
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  await tx
    .insertInto('presences')
    .values({ case_id: caseId, staff_id: staffId, doing, seen_at: ctx.now })
    .onConflict((known) =>
      known.columns(['case_id', 'staff_id']).doUpdateSet({
        doing,
        // Requests may overtake each other.
        seen_at: sql<Date>`greatest(presences.seen_at, excluded.seen_at)`,
      }),
    )
    .execute()
  return earlier === undefined || earlier.doing !== doing || earlier.seen_at <= before(ctx, presenceSeconds)
}

async function leave(tx: Tx, caseId: CaseId, staffId: StaffId): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('presences')
    .where('case_id', '=', caseId)
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

async function forgetLongGone(ctx: Context, tx: Tx): Promise<void> {
  await tx
    .deleteFrom('presences')
    .where((eb) =>
      eb(
        eb.refTuple('case_id', 'staff_id'),
        'in',
        eb
          .selectFrom('presences as gone')
          .select(['gone.case_id', 'gone.staff_id'])
          .where('gone.seen_at', '<', before(ctx, 4 * presenceSeconds))
          .limit(100)
          .forUpdate()
          .skipLocked()
          .$asTuple('case_id', 'staff_id'),
      ),
    )
    .execute()
}

function before(ctx: Context, seconds: number): Date {
  return new Date(ctx.now.getTime() - seconds * 1000)
}
