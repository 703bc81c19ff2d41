import './rank-tables.ts'
import { sql } from 'kysely'
import { mostRanked, type Move, movesBetween, placesFor } from '#desk/cases/domain/rank-order.ts'
import type { rankCasesEndpoint, RankingView } from '#desk/cases/domain/rank-contract.ts'
import { type FoundCase, visibleCases } from '#desk/cases/server/case-query.ts'
import { settleByCustomer } from '#desk/cases/server/contests.ts'
import { lockRanking, raiseRanking } from '#desk/cases/server/lock-ranking.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { type Customer, customerOf, rankedCases, readRankingIn } from '#desk/cases/server/read-ranking.ts'
import { recordOnCase } from '#desk/cases/server/record-on-case.ts'
import { record } from '#platform/audit.ts'
import type { Context, Tx } from '#platform/context.ts'
import { conflict, forbidden, invalid, notFound } from '#platform/errors.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'

type RankedCase = Awaited<ReturnType<typeof rankedCases>>[number]
type Order = InputOf<typeof rankCasesEndpoint>

/**
 * Puts an account's open cases in the order its customer wants, under priority management (SPEC 5.4, 11.3). What is
 * not named keeps its place, so that nobody moves what they do not see or have not looked at. Whoever saves from an
 * order that somebody has changed since gets 409 and has changed nothing. Each case that was moved says so on its
 * timeline.
 */
export async function rankCases(ctx: Context, input: Order): Promise<RankingView> {
  const customer = customerOf(ctx)
  const { accountId } = customer
  const both = input.references.find((one) => input.unranked.includes(one))
  if (both !== undefined) throw invalid('unranked', `${both} is ranked and leaves the ranking at once.`)
  return ctx.transaction(async (tx) => {
    if (!(await managesPriority(tx, accountId, ctx.now))) {
      throw forbidden(
        'priority_management_missing',
        'Your package has no priority management. Ask for another priority on the case, and we will look at it.',
      )
    }
    const version = await lockRanking(tx, accountId)
    if (version !== input.version) {
      throw conflict('ranking_changed', 'A colleague changed the order a moment ago. Look at theirs first.')
    }
    const named = await lockNamed(tx, customer, input)
    const before = await rankedCases(tx, customer)
    const order = orderOf(input, named, before)
    const moves = movesBetween(
      before.map((one) => one.id),
      order.map((one) => one.id),
    )
    if (moves.length > 0) {
      await writePlaces(tx, accountId, order, before)
      await tell(ctx, tx, { customer, version, moves, cases: [...before, ...order] })
    }
    return readRankingIn(ctx, tx)
  })
}

/** The cases that are named, and those ranked already, locked in the order of their ids like everywhere. */
async function lockNamed(tx: Tx, customer: Customer, input: Order): Promise<Map<string, FoundCase>> {
  const references = [...input.references, ...input.unranked]
  await tx
    .selectFrom('cases')
    .select('id')
    .where('account_id', '=', customer.accountId)
    .where((eb) =>
      eb.or([
        ...(references.length === 0 ? [] : [eb('reference', 'in', references)]),
        eb(
          'id',
          'in',
          eb.selectFrom('case_ranks').select('case_id').where('account_id', '=', customer.accountId),
        ),
      ]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
  if (references.length === 0) return new Map()
  const found = await visibleCases(tx, customer).where('c.reference', 'in', references).execute()
  const named = new Map(found.map((one) => [one.reference, one]))
  if (references.some((reference) => !named.has(reference))) throw notFound('case')
  return named
}

/** The whole order the customer sees: what they named in their order, with what they did not name in its place. */
function orderOf(
  { references, unranked }: Order,
  named: Map<string, FoundCase>,
  before: readonly FoundCase[],
): FoundCase[] {
  const wanted = references.flatMap((reference) => named.get(reference) ?? [])
  const over = wanted.find((one) => one.status === 'solved' || one.status === 'closed')
  if (over !== undefined) {
    throw conflict('case_is_over', `${over.reference} is solved by now and needs no rank any more.`)
  }
  const isNamed = new Set([...references, ...unranked])
  const kept = before.filter((one) => !isNamed.has(one.reference))
  const order = [...wanted]
  for (const one of kept) order.splice(before.indexOf(one), 0, one)
  return order
}

/** Each place is held by one case: what moves leaves its place before anything takes one. */
async function writePlaces(
  tx: Tx,
  accountId: AccountId,
  order: readonly FoundCase[],
  before: readonly RankedCase[],
): Promise<void> {
  const { rows } = await sql<{ places: number[] }>`select hidden_places(${accountId}) places`.execute(tx)
  const ids = order.map((one) => one.id)
  const held = before.flatMap((one) => (ids.includes(one.id) ? [one.place] : []))
  const places = placesFor<CaseId>(ids, held, rows[0]?.places ?? [])
  if (Math.max(0, ...places.values()) > mostRanked) {
    throw invalid('references', `At most ${mostRanked} cases are ranked at a time.`, 'too_many_ranked')
  }
  const leaving = before.map((one) => one.id)
  if (leaving.length > 0) await tx.deleteFrom('case_ranks').where('case_id', 'in', leaving).execute()
  const values = [...places].map(([id, place]) => ({ case_id: id, account_id: accountId, place }))
  if (values.length > 0) await tx.insertInto('case_ranks').values(values).execute()
}

type News = {
  customer: Customer
  version: number
  moves: Move<CaseId>[]
  cases: readonly FoundCase[]
}

/** On the timeline of each case that was moved, in the audit log, and on the screens of colleagues. */
async function tell(ctx: Context, tx: Tx, { customer, version, moves, cases }: News): Promise<void> {
  const byId = new Map(cases.map((one) => [one.id, one]))
  for (const { id, to } of moves) {
    const found = byId.get(id)
    if (found === undefined) continue
    await recordOnCase(ctx, tx, found, [{ kind: 'event', event: { type: 'ranked', to }, channel: 'portal' }])
    await settleByCustomer(ctx, tx, id, 'rank')
  }
  const { accountId } = customer
  await raiseRanking(ctx, tx, accountId, version + 1)
  await record(ctx, tx, {
    action: 'cases.ranked',
    subjectType: 'account',
    subjectId: accountId,
    accountId,
    detail: {
      version: version + 1,
      moves: moves.map(({ id, to }) => ({ reference: byId.get(id)?.reference, to })),
    },
  })
}
