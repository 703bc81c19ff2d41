import './rank-tables.ts'
import { type RawBuilder, sql } from 'kysely'
import { mostRanked } from '#desk/cases/domain/rank-order.ts'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'
import { type FoundCase, visibleCases } from '#desk/cases/server/case-query.ts'
import { contestViewOf } from '#desk/cases/server/contests.ts'
import { managesPriority } from '#desk/cases/server/manages-priority.ts'
import { summaryOf } from '#desk/cases/server/view-case.ts'
import type { Actor, Context, Tx } from '#platform/context.ts'
import { forbidden } from '#platform/errors.ts'
import { decideFor, wireDecision } from '#promise/entitlements/server/decide-for.ts'
import { readFacts } from '#promise/entitlements/server/read-facts.ts'

export type Customer = Extract<Actor, { kind: 'contact' }>

/** The account's open cases as the reader sees them: in the order the account gave them, and without one. */
export async function readRanking(ctx: Context): Promise<RankingView> {
  return ctx.transaction((tx) => readRankingIn(ctx, tx))
}

/** The same inside an open transaction; verbs answer with it. */
export async function readRankingIn(ctx: Context, tx: Tx): Promise<RankingView> {
  const customer = customerOf(ctx)
  const [ranking, mayRank, ranked, unranked] = await Promise.all([
    tx
      .selectFrom('account_rankings')
      .selectAll()
      .where('account_id', '=', customer.accountId)
      .executeTakeFirst(),
    managesPriority(tx, customer.accountId, ctx.now),
    rankedCases(tx, customer),
    unrankedCases(tx, customer),
  ])
  const contests = await openContests(tx, ranked)
  const summary = (row: FoundCase) => summaryOf(row, customer, ctx.now)
  return {
    version: ranking?.version ?? 0,
    changedAt: ranking?.changed_at?.toISOString() ?? null,
    changedBy: ranking?.changed_by ?? null,
    mayRank,
    refusal: mayRank ? null : await refusalOf(ctx, tx, customer),
    ranked: ranked.map((row) => ({ ...summary(row), contest: contests.get(row.id) ?? null })),
    unranked: unranked.slice(0, mostRanked).map(summary),
    hasMore: unranked.length > mostRanked,
  }
}

/** Only customers have an order of their own. */
export function customerOf(ctx: Context): Customer {
  if (ctx.actor.kind !== 'contact') throw forbidden('permission_missing', 'Customers rank their own cases.')
  return ctx.actor
}

/** Ranked cases that the reader sees, most urgent first. */
export function rankedCases(tx: Tx, customer: Customer) {
  return visibleCases(tx, customer)
    .innerJoin('case_ranks as ranked', 'ranked.case_id', 'c.id')
    .select('ranked.place')
    .orderBy('ranked.place')
    .execute()
}

const isOpen: RawBuilder<boolean> = sql`c.status in ('new', 'in_progress', 'waiting_customer', 'waiting_other')`

function unrankedCases(tx: Tx, customer: Customer) {
  return visibleCases(tx, customer)
    .where(isOpen)
    .where(sql<boolean>`not exists (select from case_ranks r where r.case_id = c.id)`)
    .orderBy('c.received_at')
    .orderBy('c.id')
    .limit(mostRanked + 1)
    .execute()
}

async function openContests(tx: Tx, ranked: readonly FoundCase[]) {
  if (ranked.length === 0) return new Map<string, never>()
  const rows = await tx
    .selectFrom('contests')
    .selectAll()
    .where('about', '=', 'rank')
    .where('state', '=', 'open')
    .where(
      'case_id',
      'in',
      ranked.map((row) => row.id),
    )
    .execute()
  return new Map(rows.map((row) => [row.case_id, contestViewOf(row)]))
}

/** Why not, in the words of the decision, with what can be done instead (SPEC 3.3, 3.8). */
async function refusalOf(ctx: Context, tx: Tx, { accountId, contactId }: Customer) {
  const facts = await readFacts(tx, { accountId, contactId, productCode: null, at: ctx.now })
  if (facts === undefined) return null
  const question = {
    channel: null,
    type: 'request' as const,
    topic: undefined,
    service: 'case.priority_management',
    priority: 'medium' as const,
    onBehalf: undefined,
  }
  return wireDecision(decideFor(facts, question, ctx.now, facts.contact).rendered)
}
