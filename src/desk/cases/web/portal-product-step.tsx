import type { ProductView } from '#people/accounts/domain/contract.ts'
import type { EntitlementAnswer } from '#promise/entitlements/web/use-entitlement.ts'
import { ChoiceList, type ListOption } from '#web/components/choice.tsx'
import type { RefusalWay } from '#web/components/kind-refusal.tsx'
import { PortalRefusal } from './portal-refusal.tsx'
import type { DraftState } from './use-new-case-draft.ts'
import { usePortalWords } from './use-portal-words.ts'

type ProductStepProps = {
  legend: string
  products: ProductView[]
  state: DraftState
  answer: EntitlementAnswer | undefined
}

/** Which product it is about. One of the Marketplace leads to its publisher's terms at once (T5). */
export function PortalProductStep({ legend, products, state, answer }: ProductStepProps) {
  const t = usePortalWords()
  const options = products.map((product): ListOption => {
    if (product.kind === 'platform') {
      return { value: product.code, title: product.name, price: t('new.product.platform') }
    }
    return {
      value: product.code,
      title: product.name,
      note: t('new.product.marketplaceNote'),
      ...(product.publisher !== null && {
        price: t('new.product.marketplace', { publisher: product.publisher }),
      }),
      ...(answer?.outcome === 'refer_elsewhere' && {
        chosen: <PortalRefusal decision={{ ...answer, waysForward: [] }} before={waysOf(product, t)} />,
      }),
    }
  })
  return (
    <ChoiceList
      legend={legend}
      options={options}
      value={state.draft.productCode ?? undefined}
      onChange={(productCode) => state.change({ productCode })}
    />
  )
}

/** The decision's one way forward is the terms page; here it is a link, with the publisher's address beside it. */
function waysOf(product: ProductView, t: ReturnType<typeof usePortalWords>): RefusalWay[] {
  const publisher = product.publisher ?? product.name
  const ways: RefusalWay[] = []
  if (product.termsUrl !== null) {
    ways.push({ code: 'terms', text: t('new.product.terms', { publisher }), href: product.termsUrl })
  }
  if (product.supportAddress !== null) {
    const address = product.supportAddress
    ways.push({ code: 'write', text: t('new.product.write', { address }), href: `mailto:${address}` })
  }
  return ways
}
