import type { CaseView } from '#desk/cases/domain/contract.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { mayTakeBackClose } from '#desk/cases/domain/take-back.ts'
import { type FoundCase, findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { putBack, readEndedByClose, snoozedAgain } from '#desk/cases/server/ended-by-close.ts'
import { removeLink } from '#desk/cases/server/link-cases.ts'
import { lockRanking } from '#desk/cases/server/lock-ranking.ts'
import { readCaseIn } from '#desk/cases/server/read-case.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { actorId, type Context, requireVendor, type Tx } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { drawFromPool, lastRefundOf, lockPool } from '#promise/agreements/server/pool-ledger.ts'

/**
 * Takes back a close without a solution, by whoever closed it and within seconds: the case stands where it stood,
 * its clocks run as if nothing had been, and what a duplicate gave back and linked is undone with it. It has its rank
 * again where no other case was given the place, what was contested is open, and a snooze goes on.
 */
export async function takeBackClose(ctx: Context, input: { reference: string }): Promise<CaseView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const { account_id: accountId } = await findCase(ctx, tx, input.reference)
    // Before the case, as by everybody who changes the ranking.
    await lockRanking(tx, accountId)
    const found = await lockCase(ctx, tx, input.reference)
    const from = await closedFrom(ctx, tx, found)
    const ended = await readEndedByClose(tx, found)
    if (found.close_reason === 'duplicate') await keepAfterAll(ctx, tx, found)
    const event: EntryEvent = { type: 'status', from: 'closed', to: from, takesBack: true }
    const now = await findCase(ctx, tx, input.reference)
    await recordOnCase(ctx, tx, now, [{ kind: 'event', event, channel: 'desk' }], {
      status: from,
      closed_at: null,
      close_reason: null,
      ...snoozedAgain(found, ended),
    })
    await putBack(tx, found, ended)
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.close_taken_back',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
    })
    return readCaseIn(ctx, tx, await findCase(ctx, tx, input.reference))
  })
}

/** The status the case was closed from. Throws 409 where there is no close to take back any more. */
async function closedFrom(ctx: Context, tx: Tx, found: FoundCase) {
  const close = await tx
    .selectFrom('entries')
    .select(['event', 'author_id'])
    .where('case_id', '=', found.id)
    .where('kind', '=', 'event')
    .where((eb) => eb(eb.ref('event', '->>').key('type'), '=', 'status'))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const facts = {
    closedAtMs: found.closed_at?.getTime() ?? null,
    nowMs: ctx.now.getTime(),
    hasReason: found.close_reason !== null,
    byCloser: close !== undefined && close.author_id === actorId(ctx.actor),
  }
  if (close?.event?.type !== 'status' || !mayTakeBackClose(facts)) {
    throw conflict('not_taken_back', 'The time to take this back is over; the case stays closed.')
  }
  return close.event.from
}

/** What the duplicate gave back is drawn again, if nobody has taken it in the meantime. */
async function keepAfterAll(ctx: Context, tx: Tx, found: FoundCase): Promise<void> {
  // The link that the close made; one that was there before it stays.
  await removeLink(ctx, tx, found, { kind: 'duplicate_of', madeAt: found.closed_at })
  const given = await lastRefundOf(tx, found.id, 'merged_as_duplicate', found.closed_at)
  if (given === undefined) return
  const { used, allowed } = await lockPool(ctx, tx, given)
  if (used >= allowed) {
    throw conflict('pool_exhausted', 'What the case gave back has been used meanwhile; it stays closed.')
  }
  await drawFromPool(ctx, tx, given, found.id, 'close_taken_back')
}
