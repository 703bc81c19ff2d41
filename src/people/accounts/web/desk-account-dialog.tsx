import { Radio, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type AccountView, changeAccountEndpoint } from '#people/accounts/domain/account-contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './account-page.module.css'
import { accountQuery } from './account-queries.ts'
import { useAccountWords } from './use-account-words.ts'
import { useRenewAccount } from './use-renew-account.ts'

type DeskAccountDialogProps = { account: AccountView; opened: boolean; onClose: () => void }

/** Renames an account, and says who there sees its cases (SPEC 5.1). */
export function DeskAccountDialog({ account, opened, onClose }: DeskAccountDialogProps) {
  const t = useAccountWords()
  const queryClient = useQueryClient()
  const renew = useRenewAccount(account.id)
  const [name, setName] = useState(account.name)
  const [visibility, setVisibility] = useState<string>(account.caseVisibility)
  const save = async (): Promise<void> => {
    try {
      const caseVisibility = visibility === 'own' ? ('own' as const) : ('company' as const)
      const body = { name, caseVisibility, version: account.version }
      const saved = await request(changeAccountEndpoint, { params: { id: account.id }, body })
      queryClient.setQueryData(accountQuery(account.id).queryKey, saved)
      toast({ message: t('account.saved', { name }) })
    } finally {
      // Also after a colleague's change, so that the next try starts from it.
      await renew()
    }
  }
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('account.rename', { name: account.name })}
      send={t('account.save')}
      check={() => (name.trim() === '' ? { name: t('account.nameMissing') } : {})}
      onSend={save}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('account.name')}
            value={name}
            maxLength={200}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Radio.Group label={t('account.visibility')} value={visibility} onChange={setVisibility}>
            <div className={classes.fields}>
              {(['company', 'own'] as const).map((one) => (
                <Radio key={one} value={one} label={t(`account.visibilityNote.${one}`)} />
              ))}
            </div>
          </Radio.Group>
        </>
      )}
    </SendDialog>
  )
}
