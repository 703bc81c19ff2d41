import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TriageView } from '#channels/email/domain/contract.ts'
import { listAccountsEndpoint } from '#promise/agreements/domain/agreement-contract.ts'
import { request } from '#web/api/request.ts'
import { SendDialog } from '#web/components/send-dialog.tsx'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

type DeskMatchDialogProps = { message: TriageView; opened: boolean; onClose: () => void }
type Named = { id: string; name: string }

/** Shows a message to the people of one account who may open cases. */
export function DeskMatchDialog({ message, opened, onClose }: DeskMatchDialogProps) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const [likely] = message.suggestions
  const guess = message.matchedTo ?? (likely && { id: likely.accountId, name: likely.accountName }) ?? null
  const [chosen, setChosen] = useState<Named | null>(guess)
  return (
    <SendDialog
      opened={opened}
      onClose={onClose}
      title={t('match.title')}
      lead={t('match.lead')}
      send={t('match.send')}
      check={() => ({ accountId: chosen === null ? t('match.missing') : undefined })}
      onSend={async () => {
        if (chosen !== null) await acts.match(message.id, chosen.id, message.matchedTo?.id)
      }}
    >
      {(errorOf) => <PickAccount chosen={chosen} error={errorOf('accountId')} onPick={setChosen} />}
    </SendDialog>
  )
}

type PickAccountProps = {
  chosen: Named | null
  error: string | undefined
  onPick: (account: Named | null) => void
}

/** Found by name as one types. */
function PickAccount({ chosen, error, onPick }: PickAccountProps) {
  const t = useTriageWords()
  const [typed, setTyped] = useState('')
  const q = typed === chosen?.name ? '' : typed.trim()
  const { data = [] } = useQuery({
    queryKey: ['accounts', 'pick', q],
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Named[]> => {
      const query = { limit: 20, ...(q !== '' && { q }) }
      return (await request(listAccountsEndpoint, { query, signal })).items
    },
  })
  const options = chosen === null || data.some(({ id }) => id === chosen.id) ? data : [chosen, ...data]
  return (
    <Select
      label={t('match.account')}
      placeholder={t('match.placeholder')}
      nothingFoundMessage={t('match.none')}
      searchable
      clearable
      data-autofocus
      openOnFocus={false}
      error={error}
      value={chosen?.id ?? null}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options: found }) => found}
      onSearchChange={setTyped}
      onChange={(id) => onPick(options.find((one) => one.id === id) ?? null)}
    />
  )
}
