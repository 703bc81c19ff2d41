import './tables.ts'
import '#people/accounts/server/merge-tables.ts'
import { lockTwo, readTwo } from '#desk/cases/server/merge-contacts.ts'
import { moveRequestsBack } from '#desk/cases/server/move-requests.ts'
import { type Move, moveCases, moveWatchingBack } from '#desk/cases/server/move-to-contact.ts'
import type { undoMergeEndpoint } from '#people/accounts/domain/merge-contract.ts'
import { adminsOnceUndone, undoProblem } from '#people/accounts/domain/merge-rules.ts'
import { contactRecord } from '#people/accounts/server/contact-record.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict, notFound } from '#platform/errors.ts'
import type { ResponseOf } from '#platform/http/endpoint.ts'
import type { CaseId, ContactId, MergeId } from '#platform/ids.ts'
import { lockAgreementsOf, partSeats } from '#promise/agreements/server/merge-seats.ts'
import { sql } from 'kysely'

/**
 * The two are two again: what moved goes back, as far as it is still where it went. Cases that came since stay with
 * who stayed. A seat is given back where there is room; what somebody took from who stayed since is given back to
 * neither. For managers and admins, for 30 days; undoing it again answers the same. Throws `merge_too_old`,
 * `merged_further`, `survivor_ended`.
 */
export async function undoMerge(
  ctx: Context,
  { id }: { id: string },
): Promise<ResponseOf<typeof undoMergeEndpoint>> {
  requireVendor(ctx, 'manager')
  return ctx.transaction(async (tx) => {
    const merge = await readMerge(tx, id as MergeId)
    const { merged_id: merged, survivor_id: survivor, account_id: accountId, moved } = merge
    await lockAgreementsOf(tx, accountId)
    await lockMoved(tx, [...moved.cases, ...moved.watched.map((one) => one.caseId)])
    await lockTwo(tx, merged, survivor)
    const { isUndone } = await standingOf(tx, merge.id)
    if (isUndone) return { contact: await contactRecord(tx, merged, ctx.now), seatsNotGiven: 0 }
    const { from, to } = await readTwo(tx, merged, survivor)
    const problem = undoProblem(
      {
        atMs: merge.at.getTime(),
        isUndone,
        mergedName: from.name,
        survivorName: to.name,
        survivorMergedInto: to.mergedInto === null ? null : await nameOf(tx, to.mergedInto),
        isSurvivorEnded: to.isEnded,
      },
      ctx.now.getTime(),
    )
    if (problem !== null) throw conflict(problem.code, problem.text)
    const admins = adminsOnceUndone({
      merged: from.isAccountAdmin,
      survivor: to.isAccountAdmin,
      becameAdmin: moved.becameAdmin,
      wasDecidedSince: await wasAdminDecided(tx, survivor, merge.at),
    })
    await setRow(tx, merged, { ended_at: null, merged_into: null, is_account_admin: admins.merged })
    await setRow(tx, survivor, { is_account_admin: admins.survivor })
    const back: Move = { accountId, from: to, to: from, type: 'contact_parted' }
    const cases = await moveCases(ctx, tx, back, moved.cases)
    await moveWatchingBack(ctx, tx, back, moved.watched)
    await moveRequestsBack(tx, back, moved.requests)
    await giveCertificationsBack(tx, merged, survivor, moved.certifications)
    const seatsNotGiven = await partSeats(ctx, tx, moved.seats, { merged, survivor })
    await tx
      .updateTable('contact_merges')
      .set({ undone_at: ctx.now, undone_by: ctx.actor.name })
      .where('id', '=', merge.id)
      .execute()
    await record(ctx, tx, {
      action: 'contact.merge_undone',
      subjectType: 'contact',
      subjectId: merged,
      accountId,
      detail: { from: survivor, cases: cases.length, seatsNotGiven },
    })
    return { contact: await contactRecord(tx, merged, ctx.now), seatsNotGiven }
  })
}

async function readMerge(tx: Tx, id: MergeId) {
  const merge = await tx.selectFrom('contact_merges').selectAll().where('id', '=', id).executeTakeFirst()
  if (merge === undefined) throw notFound('merge')
  return merge
}

/** Read again once everything is locked: somebody else may have undone it meanwhile. */
async function standingOf(tx: Tx, id: MergeId): Promise<{ isUndone: boolean }> {
  return { isUndone: (await readMerge(tx, id)).undone_at !== null }
}

async function lockMoved(tx: Tx, ids: readonly CaseId[]): Promise<void> {
  if (ids.length === 0) return
  await tx.selectFrom('cases').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

async function nameOf(tx: Tx, id: ContactId): Promise<string> {
  return (await tx.selectFrom('contacts').select('name').where('id', '=', id).executeTakeFirstOrThrow()).name
}

/** Whether somebody gave or took the right of an account admin since; a merge itself is no such act. */
async function wasAdminDecided(tx: Tx, contactId: ContactId, since: Date): Promise<boolean> {
  const row = await tx
    .selectFrom('audit_log')
    .select('id')
    .where('subject_type', '=', 'contact')
    .where('subject_id', '=', contactId)
    .where('action', '=', 'contact.changed')
    .where('at', '>=', since)
    .where(sql<boolean>`detail->'changed' ? 'is_account_admin'`)
    .executeTakeFirst()
  return row !== undefined
}

type Standing = { ended_at?: null; merged_into?: null; is_account_admin: boolean }

async function setRow(tx: Tx, id: ContactId, standing: Standing): Promise<void> {
  await tx
    .updateTable('contacts')
    .set((eb) => ({ ...standing, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

async function giveCertificationsBack(
  tx: Tx,
  merged: ContactId,
  survivor: ContactId,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return
  await tx
    .updateTable('certifications')
    .set({ contact_id: merged })
    .where('id', 'in', ids)
    .where('contact_id', '=', survivor)
    .execute()
}
