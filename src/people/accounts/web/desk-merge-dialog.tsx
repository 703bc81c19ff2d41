import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ContactRecord } from '#people/accounts/domain/account-contract.ts'
import { findContactsEndpoint } from '#people/accounts/domain/contract.ts'
import {
  mergeContactsEndpoint,
  type MergeEffect,
  readMergeEffectEndpoint,
} from '#people/accounts/domain/merge-contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import { MergeEffectPart } from './merge-effect-part.tsx'
import { useMergeWords } from './use-merge-words.ts'
import { useRenewAccount } from './use-renew-account.ts'
import { useUndoMerge } from './use-undo-merge.ts'

type DeskMergeDialogProps = { contact: ContactRecord; onClose: () => void }

/** One person who stands twice: who stays is chosen, and what happens is shown before it is done. */
export function DeskMergeDialog({ contact, onClose }: DeskMergeDialogProps) {
  const t = useMergeWords()
  const { id, name, account } = contact
  const renew = useRenewAccount(account.id)
  const undo = useUndoMerge(account.id)
  const [into, setInto] = useState('')
  const others = useQuery({
    queryKey: ['account', account.id, 'merge-into', id],
    queryFn: ({ signal }) => request(findContactsEndpoint, { query: { accountId: account.id }, signal }),
  })
  const effect = useQuery({
    queryKey: ['account', account.id, 'merge-effect', id, into],
    queryFn: ({ signal }) => request(readMergeEffectEndpoint, { params: { id }, query: { into }, signal }),
    enabled: into !== '',
    gcTime: 0,
  })
  const merge = async (shown: MergeEffect): Promise<void> => {
    const { merged, survivor } = shown
    try {
      const body = { into, version: merged.version, intoVersion: survivor.version }
      const { mergeId } = await request(mergeContactsEndpoint, { params: { id }, body })
      toast({ message: t('done', { name, into: survivor.name }), undo: () => void undo(mergeId, name) })
    } finally {
      await renew()
    }
  }
  const check = (): Record<string, string> => {
    if (into === '') return { into: t('missing') }
    if (effect.data === undefined) return { into: t('notYet') }
    return effect.data.problem === null ? {} : { into: effect.data.problem }
  }
  const choices = others.data?.items.filter((one) => one.id !== id) ?? []
  return (
    <SendDialog
      opened
      onClose={onClose}
      title={t('title', { name })}
      lead={t('lead')}
      send={t('send')}
      check={check}
      onSend={async () => {
        if (effect.data !== undefined) await merge(effect.data)
      }}
    >
      {(errorOf) => (
        <>
          <NativeSelect
            label={t('into')}
            description={others.data !== undefined && choices.length === 0 ? t('noOther') : undefined}
            value={into}
            error={errorOf('into')}
            data-autofocus
            onChange={(event) => setInto(event.currentTarget.value)}
          >
            <option value="">{t('choose')}</option>
            {choices.map((one) => (
              <option key={one.id} value={one.id}>
                {`${one.name}, ${one.email}`}
              </option>
            ))}
          </NativeSelect>
          {into !== '' && <MergeEffectPart effect={effect.data} hasFailed={effect.isError} />}
        </>
      )}
    </SendDialog>
  )
}
