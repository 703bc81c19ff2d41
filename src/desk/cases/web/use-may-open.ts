import type { EntitlementQuestion, WireDecision } from '#promise/entitlements/domain/contract.ts'
import { useEntitlement } from '#promise/entitlements/web/use-entitlement.ts'

/** Nothing chosen yet: what is refused now is refused whatever the case is about. */
const bareQuestion: EntitlementQuestion = {
  channel: 'portal',
  type: null,
  productCode: null,
  priority: 'medium',
}

/**
 * Whether the reader may submit at all (T1, T4). `refusal` is the decision that says why not and who may;
 * undefined while unknown and where nothing stands against it.
 * @param isAsking they have come to open a case, so that a no is one they were told
 */
export function useMayOpen(isAsking = false): { refusal: WireDecision | undefined; isKnown: boolean } {
  const { data } = useEntitlement(bareQuestion, !isAsking)
  const refusal = data?.outcome === 'refused' ? data : undefined
  return { refusal, isKnown: data !== undefined }
}
