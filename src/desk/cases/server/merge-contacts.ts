import './tables.ts'
import '#people/accounts/server/merge-tables.ts'
import '#people/auth/server/tables.ts'
import { moveRequests } from '#desk/cases/server/move-requests.ts'
import { lockCasesOf, type Move, moveCases, moveWatching } from '#desk/cases/server/move-to-contact.ts'
import type { mergeContactsEndpoint } from '#people/accounts/domain/merge-contract.ts'
import { mergeProblem } from '#people/accounts/domain/merge-rules.ts'
import { contactRecord } from '#people/accounts/server/contact-record.ts'
import type { Moved } from '#people/accounts/server/merge-tables.ts'
import { requireVersion } from '#people/accounts/server/require-version.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { InputOf, ResponseOf } from '#platform/http/endpoint.ts'
import { type ContactId, type MergeId, newId } from '#platform/ids.ts'
import { lockAgreementsOf, mergeSeats } from '#promise/agreements/server/merge-seats.ts'

/**
 * Two contacts of an account are one person: `id` goes into `into`, whose address stays the one that is written to.
 * Mail from the other address is theirs from now on; cases, watching, certifications and a seat go over, the sign-in
 * of the merged one ends, and who wrote what stays as it was written. Locks agreements, then cases, then the two.
 * For managers and admins. Merging them again answers the same. Throws `contacts_of_different_accounts`,
 * `contact_ended`, `changed_meanwhile`.
 */
export async function mergeContacts(
  ctx: Context,
  { id, into, version, intoVersion }: InputOf<typeof mergeContactsEndpoint>,
): Promise<ResponseOf<typeof mergeContactsEndpoint>> {
  requireVendor(ctx, 'manager')
  const merged = id as ContactId
  const survivor = into as ContactId
  return ctx.transaction(async (tx) => {
    const { accountId } = (await readTwo(tx, merged, survivor)).from
    const agreements = await lockAgreementsOf(tx, accountId)
    await lockCasesOf(tx, merged)
    await lockTwo(tx, merged, survivor)
    const { from, to } = await readTwo(tx, merged, survivor)
    const standing = await standingMerge(tx, merged, survivor)
    if (standing !== undefined)
      return { mergeId: standing, contact: await contactRecord(tx, survivor, ctx.now) }
    const problem = mergeProblem(from, to)
    if (problem !== null) throw conflict(problem.code, problem.text)
    requireVersion('contact', from.version, version)
    requireVersion('contact', to.version, intoVersion)
    const move: Move = { accountId, from, to, type: 'contact_merged' }
    const certifications = await moveCertifications(tx, merged, survivor)
    const moved: Moved = {
      cases: await moveCases(ctx, tx, move),
      watched: await moveWatching(ctx, tx, move),
      requests: await moveRequests(ctx, tx, move),
      certifications,
      seats: await mergeSeats(ctx, tx, agreements, { merged, survivor }),
      becameAdmin: from.isAccountAdmin && !to.isAccountAdmin,
    }
    await endRow(ctx, tx, move, moved)
    const mergeId = await keepMerge(ctx, tx, move, moved)
    return { mergeId, contact: await contactRecord(tx, survivor, ctx.now) }
  })
}

/** Both, as they stand; 404 where one is not to be seen. */
export async function readTwo(tx: Tx, merged: ContactId, survivor: ContactId) {
  const rows = await tx.selectFrom('contacts').selectAll().where('id', 'in', [merged, survivor]).execute()
  const [from, to] = [merged, survivor].map((id) => rows.find((row) => row.id === id))
  if (from === undefined || to === undefined) throw notFound('contact')
  const sideOf = (row: typeof from) => ({
    id: row.id,
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    isEnded: row.ended_at !== null,
    isAccountAdmin: row.is_account_admin,
    userId: row.user_id,
    version: row.version,
    mergedInto: row.merged_into,
  })
  return { from: sideOf(from), to: sideOf(to) }
}

/** In one order for everybody. Who opens a case for one of them at this moment is before, or waits. */
export async function lockTwo(tx: Tx, merged: ContactId, survivor: ContactId): Promise<void> {
  await tx
    .selectFrom('contacts')
    .select('id')
    .where('id', 'in', [merged, survivor])
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function standingMerge(tx: Tx, merged: ContactId, survivor: ContactId): Promise<MergeId | undefined> {
  const row = await tx
    .selectFrom('contact_merges')
    .select('id')
    .where('merged_id', '=', merged)
    .where('survivor_id', '=', survivor)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  return row?.id
}

async function moveCertifications(tx: Tx, merged: ContactId, survivor: ContactId): Promise<string[]> {
  const rows = await tx
    .updateTable('certifications')
    .set({ contact_id: survivor })
    .where('contact_id', '=', merged)
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}

async function endRow(ctx: Context, tx: Tx, { from, to }: Move, moved: Moved): Promise<void> {
  const ended = await tx
    .updateTable('contacts')
    .set((eb) => ({ ended_at: ctx.now, merged_into: to.id, version: eb('version', '+', 1) }))
    .where('id', '=', from.id)
    .returning('user_id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('contacts')
    .set((eb) => ({
      version: eb('version', '+', 1),
      ...(moved.becameAdmin && { is_account_admin: true }),
    }))
    .where('id', '=', to.id)
    .execute()
  if (ended.user_id !== null) await endSessions(tx, ended.user_id)
}

/** The login goes on where it is somebody else's as well: the same person at another account, or on the staff. */
async function endSessions(tx: Tx, userId: string): Promise<void> {
  await tx
    .deleteFrom('sign_in_sessions')
    .where('userId', '=', userId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contacts')
            .select('contacts.id')
            .where('contacts.user_id', '=', userId)
            .where('contacts.ended_at', 'is', null),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('staff')
            .select('staff.id')
            .where('staff.user_id', '=', userId)
            .where('staff.active', '=', true),
        ),
      ),
    )
    .execute()
}

async function keepMerge(
  ctx: Context,
  tx: Tx,
  { accountId, from, to }: Move,
  moved: Moved,
): Promise<MergeId> {
  const id = newId<MergeId>(ctx.now.getTime())
  await tx
    .insertInto('contact_merges')
    .values({
      id,
      account_id: accountId,
      survivor_id: to.id,
      merged_id: from.id,
      at: ctx.now,
      by_name: ctx.actor.name,
      moved: JSON.stringify(moved),
      undone_at: null,
      undone_by: null,
    })
    .execute()
  await record(ctx, tx, {
    action: 'contact.merged',
    subjectType: 'contact',
    subjectId: from.id,
    accountId,
    detail: {
      into: to.id,
      cases: moved.cases.length,
      watched: moved.watched.length,
      certifications: moved.certifications.length,
      seatsEnded: moved.seats.length,
      seatsGiven: moved.seats.filter((seat) => seat.into !== null).length,
    },
  })
  return id
}
