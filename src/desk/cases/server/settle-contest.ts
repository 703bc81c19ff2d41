import './rank-tables.ts'
import type { settleContestEndpoint, ContestView } from '#desk/cases/domain/rank-contract.ts'
import type { EntryEvent } from '#desk/cases/domain/entry-event.ts'
import { type FoundCase, findCase, lockCase } from '#desk/cases/server/case-query.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { contestsOf, settleOpen } from '#desk/cases/server/contests.ts'
import { lockRanking, raiseRanking } from '#desk/cases/server/lock-ranking.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import { type Context, requireVendor, type Tx, within } from '#platform/context.ts'
import { conflict, invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { emit } from '#platform/jobs/enqueue-job.ts'
import { comparePriority } from '#promise/clocks/domain/clock-policy.ts'

type Settling = InputOf<typeof settleContestEndpoint>

/**
 * Staff settle what they contested: the customer's choice stands, or it is lowered with a reason the customer reads
 * (SPEC 5.4). A lower priority re-aims the clocks like any other (SPEC 4.5); a contested rank is taken away.
 * Settled once.
 */
export async function settleContest(ctx: Context, input: Settling): Promise<ContestView> {
  requireVendor(ctx, 'agent')
  return ctx.transaction(async (tx) => {
    const ranking = input.outcome === 'lowered' ? await rankingOf(ctx, tx, input.reference) : null
    const found = await lockCase(ctx, tx, input.reference)
    const contest = (await contestsOf(tx, found.id)).find((one) => one.id === input.id)
    if (contest === undefined) throw notFound('contest')
    if (contest.state !== 'open') {
      throw conflict('settled_already', 'This has been settled already. Look at the case again.')
    }
    const { about } = contest
    const answer = input.reason ?? null
    if (input.outcome === 'lowered') await lower(ctx, tx, found, about, input)
    if (ranking !== null && about === 'rank') await raiseRanking(ctx, tx, found.account_id, ranking + 1)
    await settleOpen(ctx, tx, found.id, about, { state: input.outcome, answer })
    const event: EntryEvent = {
      type: 'contest_settled',
      about,
      outcome: input.outcome,
      ...(answer === null ? {} : { reason: answer }),
    }
    await recordOnCase(ctx, tx, await findCase(ctx, tx, input.reference), [
      { kind: 'event', event, channel: 'desk' },
    ])
    await emit(ctx, tx, { name: 'case.changed', payload: { caseId: found.id } })
    await record(ctx, tx, {
      action: 'case.contest_settled',
      subjectType: 'case',
      subjectId: found.reference,
      accountId: found.account_id,
      detail: { about, outcome: input.outcome },
    })
    const after = (await contestsOf(tx, found.id)).find((one) => one.id === contest.id)
    if (after === undefined) throw new Error('A contest went away')
    return after
  })
}

/** Locked before the case, like everywhere. */
async function rankingOf(ctx: Context, tx: Tx, reference: string): Promise<number> {
  return lockRanking(tx, (await findCase(ctx, tx, reference)).account_id)
}

async function lower(
  ctx: Context,
  tx: Tx,
  found: FoundCase,
  about: ContestView['about'],
  input: Extract<Settling, { outcome: 'lowered' }>,
): Promise<void> {
  if (about === 'rank') {
    await tx.deleteFrom('case_ranks').where('case_id', '=', found.id).execute()
    return
  }
  const { priority, reason } = input
  if (priority === undefined || comparePriority(priority, found.priority) >= 0) {
    throw invalid('priority', 'Say which lower priority it gets.', 'lower_priority_needed')
  }
  await changeCase(within(ctx, tx), { reference: found.reference, priority, reason })
}
