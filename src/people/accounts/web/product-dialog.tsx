import { useState } from 'react'
import { Radio, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { ProductView } from '#people/accounts/domain/contract.ts'
import { addProductEndpoint, changeProductEndpoint } from '#people/accounts/domain/product-contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { FormDialog } from '#web/components/form-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import classes from './admin-products.module.css'
import { codeFromName } from './code-from-name.ts'
import { useProductWords } from './use-product-words.ts'

type ProductDialogProps = {
  /** Null for a new one. */
  product: ProductView | null
  opened: boolean
  onClose: () => void
}

type Draft = {
  kind: ProductView['kind']
  name: string
  /** Follows the name until somebody types another. */
  code: string | null
  publisher: string
  supportAddress: string
  termsUrl: string
}
const kinds = ['platform', 'marketplace'] as const

/** Adds a product or changes what is said about it; the kind explains what it means (T5). */
export function ProductDialog({ product, opened, onClose }: ProductDialogProps) {
  const t = useProductWords()
  const fresh: Draft = {
    kind: product?.kind ?? 'platform',
    name: product?.name ?? '',
    code: product?.code ?? null,
    publisher: product?.publisher ?? '',
    supportAddress: product?.supportAddress ?? '',
    termsUrl: product?.termsUrl ?? '',
  }
  const [draft, setDraft] = useState<Draft>()
  const now = draft ?? fresh
  const put = (news: Partial<Draft>): void => setDraft({ ...now, ...news })
  const code = now.code ?? codeFromName(now.name)
  const save = useSaveProduct(product)
  const isMarketplace = now.kind === 'marketplace'
  const sending = useSending()
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const close = (): void => {
    onClose()
    setDraft(undefined)
    setWrong({})
    sending.clear()
  }
  const submit = async (): Promise<void> => {
    const found = {
      ...(now.name.trim() === '' && { name: t('form.missingName') }),
      ...(isMarketplace && now.publisher.trim() === '' && { publisher: t('form.missingPublisher') }),
      ...(isMarketplace && now.supportAddress.trim() === '' && { supportAddress: t('form.missingAddress') }),
      ...(isMarketplace && now.termsUrl.trim() === '' && { termsUrl: t('form.missingTerms') }),
    }
    setWrong(found)
    const [first] = Object.values(found)
    if (first !== undefined) return announce(first, 'now')
    if (await sending.run(() => save({ ...now, code }))) close()
  }
  const field = (name: 'name' | 'publisher' | 'supportAddress' | 'termsUrl') => ({
    label: t(`form.${name}`),
    value: now[name],
    error: wrong[name] ?? sending.errorOf(name),
    onChange: (event: { currentTarget: { value: string } }) => put({ [name]: event.currentTarget.value }),
  })
  return (
    <FormDialog
      opened={opened}
      onClose={close}
      title={product === null ? t('form.addTitle') : t('form.editTitle', { name: product.name })}
      send={t(product === null ? 'form.addSend' : 'form.editSend')}
      sending={sending}
      onSubmit={() => void submit()}
    >
      {product === null && (
        <Radio.Group
          label={t('form.kind')}
          value={now.kind}
          onChange={(kind) => put({ kind: kinds.find((one) => one === kind) ?? 'platform' })}
        >
          <div className={classes.group}>
            {kinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`kind.${kind}`)} description={t(`kindNote.${kind}`)} />
            ))}
          </div>
        </Radio.Group>
      )}
      <TextInput {...field('name')} data-autofocus />
      {product === null && (
        <TextInput
          label={t('form.code')}
          description={t('form.codeHint')}
          value={code}
          error={sending.errorOf('code')}
          onChange={(event) => put({ code: event.currentTarget.value })}
        />
      )}
      {isMarketplace && (
        <>
          <TextInput {...field('publisher')} />
          <TextInput {...field('supportAddress')} type="email" />
          <TextInput
            {...field('termsUrl')}
            type="url"
            description={t('form.termsHint')}
            placeholder="https://"
          />
        </>
      )}
    </FormDialog>
  )
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim())

function useSaveProduct(product: ProductView | null) {
  const t = useProductWords()
  const queryClient = useQueryClient()
  return async (draft: Draft & { code: string }): Promise<void> => {
    const { code, kind } = draft
    const facts = {
      name: draft.name.trim(),
      publisher: orNull(draft.publisher),
      supportAddress: orNull(draft.supportAddress),
      termsUrl: orNull(draft.termsUrl),
    }
    if (product === null) {
      await request(addProductEndpoint, { body: { ...facts, code, kind } })
      toast({ message: t('added', { name: facts.name }) })
    } else {
      const body = { ...facts, version: product.version }
      await request(changeProductEndpoint, { params: { code: product.code }, body })
      toast({ message: t('saved') })
    }
    for (const queryKey of [['products'], ['checklist']]) void queryClient.invalidateQueries({ queryKey })
  }
}
