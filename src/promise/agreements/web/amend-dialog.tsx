import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useProducts } from '#people/accounts/web/use-products.ts'
import { useRenewAccount } from '#people/accounts/web/use-renew-account.ts'
import { type AgreementView, amendAgreementEndpoint } from '#promise/agreements/domain/agreement-contract.ts'
import { type Amendment, previewAmendmentEndpoint } from '#promise/agreements/domain/amendment-contract.ts'
import { isCalendarDate } from '#promise/agreements/domain/calendar-date.ts'
import { currencies, parseAmount } from '#promise/packages/domain/money.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { AmendPreview } from './amend-preview.tsx'
import { packagesQuery } from './agreement-queries.ts'
import classes from './amendments.module.css'
import { useAgreementWords, useDayWords } from './use-agreement-words.ts'
import { useAmendmentWords } from './use-term-words.ts'

type Kind = Amendment['kind']
type Form = { code: string; amount: string; currency: string; effectiveOn: string; reason: string }
type AmendDialogProps = { agreement: AgreementView; kind: Kind; onClose: () => void }

/** Upgrades an agreement or adds a product, once what that changes and costs has been read. */
export function AmendDialog({ agreement, kind, onClose }: AmendDialogProps) {
  const t = useAmendmentWords()
  const day = useDayWords()
  const submission = useSubmissionKey()
  const renew = useRenewAccount(agreement.account.id)
  const [form, setForm] = useState<Form>(() => startOf(agreement))
  const change = changeOf(kind, form)
  const preview = usePreview(agreement, change)
  const names = useNames(kind)
  const set = (news: Partial<Form>): void => setForm({ ...form, ...news })
  const check = (): Record<string, string | undefined> => ({
    code: form.code === '' ? t('amend.chooseMissing') : undefined,
    effectiveOn: isCalendarDate(form.effectiveOn) ? undefined : t('amend.effectiveMissing'),
    amount: change === undefined && form.code !== '' ? t('amend.blocked') : undefined,
    reason: form.reason.trim() === '' ? t('amend.reasonMissing') : undefined,
  })
  const send = async (): Promise<void> => {
    if (change === undefined) return
    const body = { change, reason: form.reason.trim(), version: agreement.version }
    const idempotencyKey = submission.keyFor(body)
    await request(amendAgreementEndpoint, { params: { id: agreement.id }, body, idempotencyKey })
    await renew()
    const words = { name: names.get(form.code) ?? form.code, date: day(form.effectiveOn) }
    toast({ message: t(kind === 'upgrade' ? 'amend.upgraded' : 'amend.added', words) })
  }
  const isUpgrade = kind === 'upgrade'
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t(isUpgrade ? 'amend.upgradeTitle' : 'amend.productTitle')}
      lead={t(isUpgrade ? 'amend.upgradeLead' : 'amend.productLead')}
      send={t(isUpgrade ? 'amend.upgradeSend' : 'amend.productSend')}
      check={check}
      onSend={send}
    >
      {(errorOf) => (
        <div className={classes.fields}>
          <What
            agreement={agreement}
            kind={kind}
            form={form}
            names={names}
            errorOf={errorOf}
            onChange={set}
          />
          <TextInput
            type="date"
            label={t('amend.effectiveOn')}
            description={t('amend.effectiveNote', { zone: agreement.coverageZone })}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form.effectiveOn}
            error={errorOf('effectiveOn') ?? errorOf('change.effectiveOn')}
            onChange={(event) => set({ effectiveOn: event.currentTarget.value })}
          />
          <Textarea
            label={t('amend.reason')}
            description={t('amend.reasonNote')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={form.reason}
            maxLength={2_000}
            autosize
            minRows={2}
            error={errorOf('reason')}
            onChange={(event) => set({ reason: event.currentTarget.value })}
          />
          <AmendPreview
            preview={change === undefined ? undefined : preview.data}
            isLoading={change !== undefined && preview.isPending}
            problem={preview.error}
          />
        </div>
      )}
    </SendDialog>
  )
}

type WhatProps = Pick<AmendDialogProps, 'agreement' | 'kind'> & {
  form: Form
  names: ReadonlyMap<string, string>
  errorOf: (path: string) => string | undefined
  onChange: (news: Partial<Form>) => void
}

function What({ agreement, kind, form, names, errorOf, onChange }: WhatProps) {
  const t = useAmendmentWords()
  const words = useAgreementWords()
  const there =
    kind === 'upgrade' ? [agreement.package?.code] : agreement.lines.map((line) => line.productCode)
  const offered = [...names].filter(([code]) => !there.includes(code))
  const choice = (
    <NativeSelect
      label={kind === 'upgrade' ? t('amend.package') : words('draft.product')}
      value={form.code}
      data-autofocus
      error={errorOf('code')}
      data={[
        { value: '', label: kind === 'upgrade' ? t('amend.choose') : words('draft.chooseProduct') },
        ...offered.map(([value, label]) => ({ value, label })),
      ]}
      onChange={(event) => onChange({ code: event.currentTarget.value })}
    />
  )
  if (kind === 'upgrade') return choice
  return (
    <>
      {choice}
      <div className={classes.pair}>
        <TextInput
          label={words('draft.amount')}
          value={form.amount}
          inputMode="decimal"
          error={errorOf('amount') === undefined ? undefined : words('draft.amountMissing')}
          onChange={(event) => onChange({ amount: event.currentTarget.value })}
        />
        <NativeSelect
          label={words('draft.currency')}
          value={form.currency}
          data={currencies()}
          onChange={(event) => onChange({ currency: event.currentTarget.value })}
        />
      </div>
    </>
  )
}

/** Today, or the first day of what starts later; the currency of what is there. */
function startOf(agreement: AgreementView): Form {
  const today = new Date().toISOString().slice(0, 10)
  return {
    code: '',
    amount: '',
    currency: agreement.lines[0]?.currency ?? 'EUR',
    effectiveOn: today > agreement.startsOn ? today : agreement.startsOn,
    reason: '',
  }
}

function changeOf(kind: Kind, { code, amount, currency, effectiveOn }: Form): Amendment | undefined {
  if (code === '' || !isCalendarDate(effectiveOn)) return undefined
  if (kind === 'upgrade') return { kind, packageCode: code, effectiveOn }
  const yearlyNetMinor = parseAmount(amount, currency)
  return yearlyNetMinor === undefined
    ? undefined
    : { kind, productCode: code, yearlyNetMinor, currency, effectiveOn }
}

function usePreview(agreement: AgreementView, change: Amendment | undefined) {
  const [asked] = useDebouncedValue(change, 250)
  return useQuery({
    queryKey: ['account', agreement.account.id, 'amendment', agreement.id, agreement.version, asked],
    enabled: asked !== undefined,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: ({ signal }) =>
      request(previewAmendmentEndpoint, {
        params: { id: agreement.id },
        body: { change: asked ?? { kind: 'upgrade', packageCode: '', effectiveOn: '' } },
        signal,
      }),
  })
}

function useNames(kind: Kind): ReadonlyMap<string, string> {
  const packages = useQuery(packagesQuery).data ?? []
  const products = useProducts().data ?? []
  const list = kind === 'upgrade' ? packages : products
  return new Map(list.map(({ code, name }) => [code, name]))
}
