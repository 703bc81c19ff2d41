/** The highest place a case can have in its account's ranking. */
export const mostRanked = 200

/**
 * The places for `wanted`, in this order: those that `held` are shared out anew, and what comes in takes places
 * after all others, or what is free before them where there are none. What somebody ranks around, because they do
 * not see it, keeps its place in `taken`, and what it is stays unknown to them.
 * @param held places of those of `wanted` that had one
 */
export function placesFor<Id>(
  wanted: readonly Id[],
  held: readonly number[],
  taken: readonly number[],
): Map<Id, number> {
  const used = new Set([...held, ...taken])
  const last = Math.max(0, ...used)
  const all = Array.from({ length: Math.max(mostRanked, last + wanted.length) }, (_, index) => index + 1)
  const free = all.filter((place) => !used.has(place))
  const best = [
    ...free.filter((place) => place > last && place <= mostRanked),
    ...free.filter((place) => place < last),
    ...free.filter((place) => place > last && place > mostRanked),
  ]
  const places = [...held, ...best.slice(0, wanted.length - held.length)].toSorted((a, b) => a - b)
  return new Map(wanted.map((id, index) => [id, places[index] ?? 0]))
}

export type Move<Id> = { id: Id; to: 'added' | 'removed' | 'up' | 'down' }

/**
 * What was moved between two orders, as few cases as tell the difference: a case that only makes room for another
 * was not moved.
 */
export function movesBetween<Id>(before: readonly Id[], after: readonly Id[]): Move<Id>[] {
  const were = new Map(before.map((id, index) => [id, index]))
  const are = new Map(after.map((id, index) => [id, index]))
  const both = after.filter((id) => were.has(id))
  const stayed = longestRising(both, (id) => were.get(id) ?? 0)
  const remained = before.filter((id) => are.has(id))
  const moved = both.flatMap((id, index): Move<Id>[] =>
    stayed.has(id) ? [] : [{ id, to: index < remained.indexOf(id) ? 'up' : 'down' }],
  )
  return [
    ...before.filter((id) => !are.has(id)).map((id): Move<Id> => ({ id, to: 'removed' })),
    ...after.filter((id) => !were.has(id)).map((id): Move<Id> => ({ id, to: 'added' })),
    ...moved,
  ]
}

/** A longest selection whose keys rise. At most two hundred come, so every pair is looked at. */
function longestRising<Id>(ids: readonly Id[], keyOf: (id: Id) => number): Set<Id> {
  const chains: Id[][] = []
  for (const [index, id] of ids.entries()) {
    const before = chains
      .slice(0, index)
      .filter((chain) => keyOf(chain.at(-1) ?? id) < keyOf(id))
      .reduce<Id[]>((best, chain) => (chain.length > best.length ? chain : best), [])
    chains.push([...before, id])
  }
  return new Set(chains.reduce<Id[]>((best, chain) => (chain.length > best.length ? chain : best), []))
}

export type Turn<Id extends string> = { id: Id; place: number | null }

/**
 * Who goes when, among an account's cases that are due at the same instant: the ranked ones first, by rank, then
 * the rest by receipt. The account keeps the turns it has by receipt, so that ranking brings none of its cases
 * before another account's (SPEC 5.4).
 * @returns for the turn of each case, the case that takes it; ids rise with the receipt
 */
export function turnsByRank<Id extends string>(cases: readonly Turn<Id>[]): Map<Id, Id> {
  const byReceipt = cases.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const byRank = byReceipt.toSorted((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || 0)
  return new Map(byReceipt.map(({ id }, index) => [id, byRank[index]?.id ?? id]))
}
