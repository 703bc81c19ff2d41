import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'

/** What a save names: the whole order as the reader sees it, and what leaves it. */
export type RankChange = { references: string[]; unranked: string[] }

/** Where the ranking ends, among the things that are dragged. */
export const rankEnd = 'end-of-ranking'

export const orderOf = (view: RankingView): string[] => view.ranked.map((one) => one.reference)

/** Ranked cases, the end of the ranking, then the others: one list to drag in. */
export function dragIds(view: RankingView): string[] {
  return [...orderOf(view), rankEnd, ...view.unranked.map((one) => one.reference)]
}

/** The order after something was dragged to where something else is: what lies before the end is ranked. */
export function orderAfterDrag(view: RankingView, active: string, over: string): string[] {
  const ids = dragIds(view)
  const [from, to] = [ids.indexOf(active), ids.indexOf(over)]
  if (from === -1 || to === -1) return orderOf(view)
  ids.splice(to, 0, ...ids.splice(from, 1))
  return ids.slice(0, ids.indexOf(rankEnd))
}

/** The order with a case moved to a rank, counted from 1; without it where `rank` is null. */
export function orderWith(view: RankingView, reference: string, rank: number | null): string[] {
  const order = orderOf(view).filter((one) => one !== reference)
  if (rank !== null) order.splice(rank - 1, 0, reference)
  return order
}

/** What has to be saved for this order; cases that are no longer open are left out. */
export function changeTo(view: RankingView, order: readonly string[]): RankChange {
  const isThere = new Set([...view.ranked, ...view.unranked].map((one) => one.reference))
  const references = order.filter((one) => isThere.has(one))
  return { references, unranked: orderOf(view).filter((one) => !references.includes(one)) }
}

/** The list as it is once a change is saved, shown before it is. */
export function withChange(view: RankingView, { references }: RankChange): RankingView {
  const all = [...view.ranked, ...view.unranked.map((one) => ({ ...one, contest: null }))]
  const byReference = new Map(all.map((one) => [one.reference, one]))
  const ranked = references.flatMap((one) => byReference.get(one) ?? [])
  const unranked = all
    .filter((one) => !references.includes(one.reference))
    .map(({ contest: _contest, rank: _rank, ...one }): CaseSummary => one)
    .toSorted((a, b) => Date.parse(a.receivedAt) - Date.parse(b.receivedAt))
  return { ...view, ranked: ranked.map((one, index) => ({ ...one, rank: index + 1 })), unranked }
}

export function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((reference, index) => reference === other[index])
}
