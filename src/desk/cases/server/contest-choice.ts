import './rank-tables.ts'
import type { contestChoiceEndpoint, ContestView } from '#desk/cases/domain/rank-contract.ts'
import { lockCase } from '#desk/cases/server/case-query.ts'
import { contestsOf } from '#desk/cases/server/contests.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor } from '#platform/context.ts'
import { conflict } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'

/**
 * Staff contest the rank or the priority a customer chose, with a reason the customer reads (SPEC 5.4). The case
 * keeps what was chosen until staff settle it, or the customer changes it. One contest of each is open at a time.
 */
export async function contestChoice(
  ctx: Context,
  input: InputOf<typeof contestChoiceEndpoint>,
): Promise<ContestView> {
  requireVendor(ctx, 'agent')
  const { about, reason } = input
  return ctx.transaction(async (tx) => {
    const found = await lockCase(ctx, tx, input.reference)
    if (found.status === 'solved' || found.status === 'closed') {
      throw conflict('case_is_over', 'The case is solved; nothing of it needs to be contested.')
    }
    if (about === 'rank' && found.rank === null) {
      throw conflict('not_ranked', 'The customer has not ranked this case.')
    }
    if (about === 'priority' && !(await managesPriority(tx, found.account_id, ctx.now))) {
      throw conflict('not_their_choice', 'This customer does not set priorities; change it, and say why.')
    }
    const open = (await contestsOf(tx, found.id)).find((one) => one.state === 'open' && one.about === about)
    if (open !== undefined) {
      throw conflict('contested_already', `${open.by} contests it already; settle that first.`)
    }
    const id = newId(ctx.now.getTime())
    await tx
      .insertInto('contests')
      .values({
        id,
        account_id: found.account_id,
        case_id: found.id,
        about,
        reason,
        at: ctx.now,
        by_name: ctx.actor.name,
        state: 'open',
        settled_at: null,
        settled_by: null,
        answer: null,
      })
      .execute()
    await recordOnCase(ctx, tx, found, [
      { kind: 'event', event: { type: 'contested', about, reason }, channel: 'desk' },
    ])
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.contested',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { about, reason },
    })
    const kept = (await contestsOf(tx, found.id)).find((one) => one.id === id)
    if (kept === undefined) throw new Error('A contest was not written')
    return kept
  })
}
