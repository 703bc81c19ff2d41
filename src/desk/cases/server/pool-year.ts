import type { AccountId } from '#platform/ids.ts'
import type { PoolUse, PoolYear } from '#promise/agreements/server/pool-ledger.ts'
import type { Facts } from '#promise/entitlements/server/read-facts.ts'

/** The same facts with what the counter of a pool says: what is used, of how much in that year. */
export function withPoolUse(facts: Facts, pool: string, { used, allowed }: PoolUse): Facts {
  const { agreement } = facts
  const known = agreement?.terms.pools[pool]
  if (agreement === null || known === undefined) return facts
  const pools = { ...agreement.terms.pools, [pool]: { ...known, limit: allowed } }
  return {
    ...facts,
    agreement: { ...agreement, terms: { ...agreement.terms, pools } },
    used: { ...facts.used, [pool]: used },
  }
}

/** The pool of the agreement year that the facts were read in; null where there is none. */
export function poolYear(facts: Facts, accountId: AccountId, pool: string | null): PoolYear | null {
  const { agreement } = facts
  if (agreement === null || pool === null) return null
  const allowed = agreement.terms.pools[pool]?.limit ?? 0
  return { chainId: agreement.chainId, accountId, pool, yearStartsOn: agreement.year.start, allowed }
}
