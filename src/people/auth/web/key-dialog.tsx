import { useState } from 'react'
import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { makeKeyEndpoint } from '#people/auth/domain/key-contract.ts'
import { request } from '#web/api/request.ts'
import { useSubmissionKey } from '#web/api/use-submission-key.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { serverNow } from '#web/time/server-clock.ts'
import classes from './admin-keys.module.css'
import { keyScopesQuery, keysQuery } from './key-queries.ts'
import { scopeWord } from './scope-word.ts'
import { useKeyWords } from './use-key-words.ts'

type KeyDialogProps = {
  opened: boolean
  onClose: () => void
  /** Null where it was made, but its answer was lost. */
  onMade: (secret: string | null) => void
}

const periods = ['never', '30', '90', '365'] as const
const dayMs = 86_400_000

const inDays = (days: number): string => new Date(serverNow() + days * dayMs).toISOString()

/** Makes a key: for which system, what it may do, how long. */
export function KeyDialog({ opened, onClose, onMade }: KeyDialogProps) {
  const t = useKeyWords()
  const queryClient = useQueryClient()
  const { data } = useQuery({ ...keyScopesQuery, enabled: opened })
  const { keyFor, renew } = useSubmissionKey()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState('never')
  const make = async (): Promise<void> => {
    const asked = { name: name.trim(), scopes, days }
    const body = { name: asked.name, scopes, ...(days !== 'never' && { expiresAt: inDays(Number(days)) }) }
    const { secret } = await request(makeKeyEndpoint, { body, idempotencyKey: keyFor(asked) })
    renew()
    setName('')
    setScopes([])
    void queryClient.invalidateQueries({ queryKey: keysQuery.queryKey })
    onMade(secret)
  }
  const check = (): Record<string, string> => ({
    ...(name.trim() === '' && { name: t('form.missingName') }),
    ...(scopes.length === 0 && { scopes: t('form.missingScopes') }),
  })
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('form.title')}
      lead={t('form.lead')}
      send={t('form.send')}
      check={check}
      onSend={make}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={t('form.name')}
            placeholder={t('form.namePlaceholder')}
            value={name}
            maxLength={100}
            data-autofocus
            error={errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('form.scopes')}
            value={scopes}
            onChange={setScopes}
            error={errorOf('scopes')}
          >
            <div className={classes.scopes}>
              {data?.scopes.map(({ scope }) => (
                <Checkbox
                  key={scope}
                  value={scope}
                  label={t(scopeWord(scope), { defaultValue: scope })}
                  description={scope}
                />
              ))}
            </div>
          </Checkbox.Group>
          <NativeSelect
            label={t('form.expires')}
            value={days}
            data={periods.map((value) => ({ value, label: t(`expiry.${value}`) }))}
            error={errorOf('expiresAt')}
            onChange={(event) => setDays(event.currentTarget.value)}
          />
        </>
      )}
    </SendDialog>
  )
}
