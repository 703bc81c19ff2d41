import type { ProductView } from '#people/accounts/domain/contract.ts'
import type { CoverView } from '#promise/agreements/domain/contract.ts'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'

/** What was asked of the server: an answer, a failure, or neither yet; a failure beside an answer is of asking again. */
type Asked<T> = { data: T | undefined; error: unknown }

/** How a reader stands before the form of a new case. */
export type FormEntry =
  | { state: 'open'; agreement: NonNullable<CoverView['agreement']>; products: ProductView[] }
  | { state: 'refused'; refusal: EntitlementAnswer }
  | { state: 'failed'; problem: unknown }
  | { state: 'asking' }

/** A no is said as soon as it is known, the form opens once everything is there, and nothing that failed is waited for. */
export function formEntry(
  answer: Asked<EntitlementAnswer>,
  cover: Asked<CoverView>,
  products: Asked<ProductView[]>,
): FormEntry {
  if (answer.data?.outcome === 'refused') return { state: 'refused', refusal: answer.data }
  const failed = [answer, cover, products].find((one) => one.data === undefined && one.error !== null)
  if (failed !== undefined) return { state: 'failed', problem: failed.error }
  if (answer.data === undefined || cover.data === undefined || products.data === undefined)
    return { state: 'asking' }
  const { agreement } = cover.data
  // A yes without an agreement: one of the two is from before, and both are asked again.
  if (agreement === null) return { state: 'failed', problem: undefined }
  return { state: 'open', agreement, products: products.data }
}
