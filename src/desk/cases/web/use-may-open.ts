import type { EntitlementQuestion, WireDecision } from '#promise/entitlements/domain/contract.ts'
import { useEntitlement } from '#promise/entitlements/web/use-entitlement.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { formEntry } from './form-entry.ts'

/** Nothing chosen yet: what is refused now is refused whatever the case is about. */
const bareQuestion: EntitlementQuestion = {
  channel: 'portal',
  type: null,
  productCode: null,
  priority: 'medium',
}

/**
 * Whether the reader may submit at all (T1, T4). `refusal` is the decision that says why not and who may;
 * undefined while unknown and where nothing stands against it. Where it could not be asked, nothing says no: the
 * way stays open, and the page it leads to asks again.
 */
export function useMayOpen(): { refusal: WireDecision | undefined; mayOpen: boolean } {
  const { data, error } = useEntitlement(bareQuestion, true)
  const refusal = data?.outcome === 'refused' ? data : undefined
  return { refusal, mayOpen: refusal === undefined && (data !== undefined || error !== null) }
}

/**
 * Everything the form of a new case needs, and what stands before it.
 * @param isAsking they have come to open a case, so that a no is one they were told
 */
export function useFormEntry(isAsking: boolean) {
  const answer = useEntitlement(bareQuestion, !isAsking)
  const cover = useCover(useMe().account?.id)
  const products = useProducts()
  const retry = (): void => {
    answer.refetch()
    void cover.refetch()
    void products.refetch()
  }
  return { entry: formEntry(answer, cover, products), cover: cover.data, products: products.data, retry }
}
