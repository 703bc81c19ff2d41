import { Button, NativeSelect, Select, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { findContactsEndpoint } from '#people/accounts/domain/contract.ts'
import { listStaffEndpoint } from '#people/auth/domain/staff-contract.ts'
import { listAccountsEndpoint } from '#promise/agreements/domain/agreement-contract.ts'
import { request } from '#web/api/request.ts'
import { actorKinds } from '../domain/audit-contract.ts'
import classes from './admin-audit.module.css'
import { actionWords } from './audit-words.en.ts'
import { type AuditSearch, emptySearch } from './audit-search.ts'
import { useAuditWords } from './use-audit-words.ts'

type Props = {
  search: AuditSearch
  onChange: (news: Partial<AuditSearch>) => void
  onClear: () => void
}
type Option = { id: string; name: string }

const actions = Object.entries(actionWords)
  .map(([value, label]) => ({ value, label }))
  .toSorted((one, other) => one.label.localeCompare(other.label))

/** Who, what, to what, of which account, and when. Each narrows the list at once. */
export function AuditFilters({ search, onChange, onClear }: Props) {
  const t = useAuditWords()
  const isEmpty = JSON.stringify(search) === JSON.stringify(emptySearch)
  return (
    <search className={classes.filters} aria-label={t('filters')}>
      <NativeSelect
        label={t('by')}
        value={search.by}
        data={[
          { value: '', label: t('anybody') },
          ...actorKinds.map((value) => ({ value, label: t(`kind.${value}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          onChange({ by: actorKinds.find((one) => one === value) ?? '' })
        }
      />
      <Pick
        label={t('person')}
        placeholder={t('everybody')}
        nothing={t('noOption')}
        chosen={search.person}
        find={findPeople}
        onPick={(person) => onChange({ person })}
      />
      <Select
        label={t('action')}
        placeholder={t('everything')}
        searchable
        clearable
        value={search.action === '' ? null : search.action}
        data={actions}
        onChange={(action) => onChange({ action: action ?? '' })}
      />
      <TextInput
        label={t('about')}
        placeholder={t('aboutHint')}
        value={search.about}
        maxLength={200}
        onChange={({ currentTarget: { value } }) => onChange({ about: value })}
      />
      <Pick
        label={t('account')}
        placeholder={t('allAccounts')}
        nothing={t('noAccount')}
        chosen={search.account}
        find={findAccounts}
        onPick={(account) => onChange({ account })}
      />
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={t(end)}
          value={search[end]}
          min="2000-01-01"
          max="2199-12-31"
          onChange={({ currentTarget: { value, validity } }) => {
            if (validity.valid) onChange({ [end]: value })
          }}
        />
      ))}
      <Button className={classes.clear ?? ''} variant="subtle" disabled={isEmpty} onClick={onClear}>
        {t('clear')}
      </Button>
    </search>
  )
}

type PickProps = {
  label: string
  placeholder: string
  nothing: string
  chosen: Option | null
  find: (q: string, signal: AbortSignal) => Promise<Option[]>
  onPick: (option: Option | null) => void
}

/** Found by name as one types. */
function Pick({ label, placeholder, nothing, chosen, find, onPick }: PickProps) {
  const [typed, setTyped] = useState('')
  const q = typed === chosen?.name ? '' : typed.trim()
  const { data = [] } = useQuery({
    queryKey: ['audit', 'pick', label, q],
    queryFn: ({ signal }) => find(q, signal),
    placeholderData: keepPreviousData,
  })
  const options = chosen === null || data.some(({ id }) => id === chosen.id) ? data : [chosen, ...data]
  return (
    <Select
      label={label}
      placeholder={placeholder}
      nothingFoundMessage={nothing}
      searchable
      clearable
      value={chosen?.id ?? null}
      data={options.map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options: found }) => found}
      onSearchChange={setTyped}
      onChange={(id) => onPick(options.find((one) => one.id === id) ?? null)}
    />
  )
}

async function findPeople(q: string, signal: AbortSignal): Promise<Option[]> {
  const [staff, contacts] = await Promise.all([
    request(listStaffEndpoint, { query: { limit: 100 }, signal }),
    q === '' ? { items: [] } : request(findContactsEndpoint, { query: { q }, signal }),
  ])
  const found = staff.items.filter(({ name }) => name.toLowerCase().includes(q.toLowerCase()))
  return [
    ...found.map(({ id, name }) => ({ id, name })),
    ...contacts.items.map(({ id, name, account }) => ({ id, name: `${name}, ${account.name}` })),
  ]
}

async function findAccounts(q: string, signal: AbortSignal): Promise<Option[]> {
  const { items } = await request(listAccountsEndpoint, {
    query: { limit: 20, ...(q !== '' && { q }) },
    signal,
  })
  return items.map(({ id, name }) => ({ id, name }))
}
