import './rank-tables.ts'
import { type RawBuilder, sql } from 'kysely'
import { type Turn, turnsByRank } from '#desk/cases/domain/rank-order.ts'
import type { FoundCase } from '#desk/cases/server/case-query.ts'
import type { Tx } from '#platform/context.ts'
import type { AccountId, CaseId } from '#platform/ids.ts'

/** A row of a page by due time; `account_ranks` where its account has ranked anything. */
type PageRow = Pick<FoundCase, 'id' | 'account_id' | 'next_due_at'> & { account_ranks: boolean }

/**
 * Puts a page of the queue into the order that customers gave their cases: within equal due times, an account's
 * cases take each other's turns by rank, and nobody else's (SPEC 5.4). The turns are the page's own keyset, so that
 * paging costs what it did; a case that another page would have shown is read by `readRows`.
 * @param wanted what the page asks of a case besides, so that a turn goes to a case of the same list
 */
export async function inRankOrder<Row extends PageRow>(
  tx: Tx,
  page: readonly Row[],
  wanted: readonly RawBuilder<boolean>[],
  readRows: (ids: CaseId[]) => Promise<Row[]>,
): Promise<Row[]> {
  const ranking = page.filter((row) => row.account_ranks)
  if (ranking.length === 0) return [...page]
  const takers = await takersOf(tx, ranking, wanted)
  const onPage = new Map(page.map((row) => [row.id, row]))
  const order = page.map((row) => takers.get(row.id) ?? row.id)
  const missing = order.filter((id) => !onPage.has(id))
  const read = missing.length === 0 ? [] : await readRows(missing)
  const rows = new Map([...onPage, ...read.map((row) => [row.id, row] as const)])
  return order.flatMap((id) => rows.get(id) ?? [])
}

/** Who takes the turn of whom. Reads open cases of the accounts that rank, however many closed ones they have. */
async function takersOf(
  tx: Tx,
  ranking: readonly PageRow[],
  wanted: readonly RawBuilder<boolean>[],
): Promise<Map<CaseId, CaseId>> {
  const accounts = [...new Set(ranking.map((row) => row.account_id))]
  const cases = await tx
    .selectFrom('cases as c')
    .leftJoin('case_ranks as r', 'r.case_id', 'c.id')
    .select(['c.id', 'c.account_id', 'c.next_due_at', 'r.place'])
    .where('c.account_id', 'in', accounts)
    .where('c.status', 'in', ['new', 'in_progress', 'waiting_customer', 'waiting_other'])
    .where(sql<boolean>`(${sql.join([sql`true`, ...wanted], sql` and `)})`)
    .execute()
  const groups = Map.groupBy(cases, (one) => groupOf(one.account_id, one.next_due_at))
  return new Map(
    [...groups.values()].flatMap((group) => [...turnsByRank<CaseId>(group satisfies Turn<CaseId>[])]),
  )
}

function groupOf(accountId: AccountId, dueAt: Date | number): string {
  return `${accountId} ${Number(dueAt)}`
}
