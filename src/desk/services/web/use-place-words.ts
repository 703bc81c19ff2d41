import type { ServiceRequestView } from '#desk/services/domain/contract.ts'
import { useApprovalWords } from './use-approval-words.ts'

/** How many places of a service are taken, in one line, and whether there is none left. */
export function usePlaceWords(): (places: ServiceRequestView['places']) => { text: string; isFull: boolean } {
  const t = useApprovalWords()
  return ({ taken, of }) => {
    if (of === null) return { text: t('desk.noLimit', { taken }), isFull: false }
    const isFull = taken >= of
    return { text: t(isFull ? 'desk.placesFull' : 'desk.places', { taken, of }), isFull }
  }
}
