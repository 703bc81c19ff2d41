import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { type CaseView, caseType } from '#desk/cases/domain/contract.ts'
import type { WaiverInput } from '#desk/cases/domain/decision-contract.ts'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { useCover } from '#promise/agreements/web/use-cover.ts'
import { WaiveOnce } from '#promise/entitlements/web/waive-once.tsx'
import { CASE_TYPES } from '#promise/entitlements/domain/decision.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { EntitlementPanel } from '#web/components/entitlement-panel.tsx'
import { readDecision, type WireDecision } from '#web/components/wire-decision.ts'
import { type Classes, DeskClassEffect } from './desk-class-effect.tsx'
import { DialogBody } from './desk-dialog-parts.tsx'
import classes from './desk-dialog-parts.module.css'
import { useCaseChange } from './desk-use-case-change.ts'
import { useDialogForm } from './desk-use-dialog-form.ts'
import { useDeskWords } from './desk-use-words.ts'
import { useWorkWords } from './desk-use-work-words.ts'
import { DialogFrame } from '#web/components/dialog-frame.tsx'

type DeskClassifyDialogProps = { found: CaseView; opened: boolean; onClose: () => void }

/** What a case is about, and what that means under the customer's agreement, before it is saved. */
export function DeskClassifyDialog({ found, opened, onClose }: DeskClassifyDialogProps) {
  const t = useDeskWords()
  return (
    <DialogFrame
      opened={opened}
      onClose={onClose}
      title={t('classify.title', { reference: found.reference })}
      size={520}
    >
      <ClassifyForm found={found} onClose={onClose} />
    </DialogFrame>
  )
}

function ClassifyForm({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useDeskWords()
  const say = useWorkWords()
  const form = useDialogForm(onClose)
  const { change } = useCaseChange()
  const before: Classes = { type: found.type, topic: found.topic, productCode: found.product?.code ?? null }
  const [wanted, setWanted] = useState(before)
  const [refused, setRefused] = useState<WireDecision>()
  const { topics, products } = useChoices(found)
  const isChanged = JSON.stringify(before) !== JSON.stringify(wanted)
  const set = (part: Partial<Classes>): void => {
    setRefused(undefined)
    setWanted({ ...wanted, ...part })
  }
  const send = (waiver?: WaiverInput): void => {
    if (!isChanged) return onClose()
    const body = {
      ...(wanted.type !== null && { type: wanted.type }),
      ...(wanted.type === 'consultation' && { topic: wanted.topic }),
      ...(wanted.productCode !== null && { productCode: wanted.productCode }),
    }
    const save = () => change({ case: found, change: body, waiver, done: t('change.classified') }, true)
    void form.run(save).then((problem) => {
      if (problem instanceof ApiProblem) setRefused(readDecision(problem.decision))
    })
    return undefined
  }
  const waive = (decision: WireDecision) => (
    <WaiveOnce decision={decision} send={say('decisions.waiveClass')} busy={form.busy} onWaive={send} />
  )
  return (
    <DialogBody form={form} onSubmit={() => send()} onCancel={onClose} send={t('classify.send')}>
      <NativeSelect
        label={t('classify.type')}
        value={wanted.type ?? ''}
        data={[
          ...(wanted.type === null ? [{ value: '', label: t('details.unknown') }] : []),
          ...CASE_TYPES.map((type) => ({ value: type, label: t(`type.${type}`) })),
        ]}
        onChange={(event) => set({ type: caseType.safeParse(event.currentTarget.value).data ?? null })}
      />
      {wanted.type === 'consultation' && (
        <NativeSelect
          label={t('classify.topic')}
          value={wanted.topic ?? ''}
          data={[{ value: '', label: t('classify.noTopic') }, ...topics]}
          onChange={(event) => set({ topic: event.currentTarget.value || null })}
        />
      )}
      <NativeSelect
        label={t('classify.product')}
        value={wanted.productCode ?? ''}
        data={[
          ...(wanted.productCode === null ? [{ value: '', label: t('details.unknown') }] : []),
          ...products,
        ]}
        onChange={(event) => set({ productCode: event.currentTarget.value || null })}
      />
      {refused === undefined ? (
        isChanged && <DeskClassEffect found={found} wanted={wanted} waive={waive} />
      ) : (
        <div className={classes.effect}>
          <h3>{t('classify.refused')}</h3>
          <EntitlementPanel decision={refused} />
          {waive(refused)}
        </div>
      )}
    </DialogBody>
  )
}

function useChoices(found: CaseView) {
  const cover = useCover(found.account.id)
  const products = useProducts()
  const services = cover.data?.agreement?.services ?? []
  return {
    topics: services
      .filter((service) => service.code.startsWith('consultation.'))
      .map((service) => ({ value: service.code, label: service.name })),
    products: (products.data ?? []).map((product) => ({ value: product.code, label: product.name })),
  }
}
