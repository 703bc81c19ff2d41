import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import {
  addEnvironmentEndpoint,
  changeEnvironmentEndpoint,
  type EnvironmentView,
} from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './account-page.module.css'
import { useAccountWords } from './use-account-words.ts'
import { useProducts } from './use-products.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskEnvironmentDialogProps = {
  accountId: string
  /** What is changed; a new one without it. */
  environment?: EnvironmentView
  onClose: () => void
}

/** Adds where an account runs a product, or changes it. */
export function DeskEnvironmentDialog({ accountId, environment, onClose }: DeskEnvironmentDialogProps) {
  const t = useAccountWords()
  const renew = useRenewAccount(accountId)
  const products = useProducts()
  const submission = useSubmissionKey()
  const [values, setValues] = useState({
    productCode: environment?.product.code ?? '',
    name: environment?.name ?? '',
    kind: environment?.kind ?? ('production' as const),
    version: environment?.version ?? '',
    url: environment?.url ?? '',
  })
  const set = (change: Partial<typeof values>): void => setValues({ ...values, ...change })
  const check = (): Record<string, string> => ({
    ...(values.productCode === '' && { productCode: t('environments.missing.product') }),
    ...(values.name.trim() === '' && { name: t('environments.missing.name') }),
    ...(values.version.trim() === '' && { version: t('environments.missing.version') }),
  })
  const save = async (): Promise<void> => {
    const body = { ...values, url: values.url.trim() === '' ? null : values.url.trim() }
    try {
      if (environment === undefined) {
        const idempotencyKey = submission.keyFor(body)
        await request(addEnvironmentEndpoint, { params: { id: accountId }, body, idempotencyKey })
      } else {
        const params = { id: environment.id }
        await request(changeEnvironmentEndpoint, {
          params,
          body: { ...body, revision: environment.revision },
        })
      }
    } finally {
      await renew()
    }
    const { name } = values
    toast({ message: t(environment === undefined ? 'environments.added' : 'environments.saved', { name }) })
  }
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={
        environment === undefined
          ? t('environments.addTitle')
          : t('environments.editTitle', { name: environment.name })
      }
      send={t(environment === undefined ? 'environments.add' : 'environments.save')}
      check={check}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label={t('environments.product')}
            value={values.productCode}
            data-autofocus
            error={errorOf('productCode')}
            data={[
              { value: '', label: t('environments.chooseProduct') },
              ...(products.data ?? []).map(({ code, name }) => ({ value: code, label: name })),
            ]}
            onChange={(event) => set({ productCode: event.currentTarget.value })}
          />
          <TextInput
            label={t('environments.name')}
            value={values.name}
            maxLength={200}
            error={errorOf('name')}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <div className={classes.pair}>
            <NativeSelect
              label={t('environments.kind')}
              value={values.kind}
              data={(['production', 'test'] as const).map((kind) => ({
                value: kind,
                label: t(`environments.kinds.${kind}`),
              }))}
              onChange={(event) =>
                set({ kind: event.currentTarget.value === 'test' ? 'test' : 'production' })
              }
            />
            <TextInput
              label={t('environments.version')}
              value={values.version}
              maxLength={100}
              error={errorOf('version')}
              onChange={(event) => set({ version: event.currentTarget.value })}
            />
          </div>
          <TextInput
            type="url"
            label={t('environments.url')}
            description={t('environments.urlNote')}
            value={values.url}
            maxLength={2_000}
            error={errorOf('url')}
            onChange={(event) => set({ url: event.currentTarget.value })}
          />
        </>
      )}
    </SendDialog>
  )
}
