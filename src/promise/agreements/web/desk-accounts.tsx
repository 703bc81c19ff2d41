import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { lastDayOf } from '#people/accounts/domain/last-day-of.ts'
import { DeskNewAccountDialog } from '#people/accounts/web/desk-new-account-dialog.tsx'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import type { AccountSummary } from '#promise/agreements/domain/agreement-contract.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { PackageBadge } from '#web/components/package-badge.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { accountsQuery } from './agreement-queries.ts'
import classes from './desk-accounts.module.css'
import { useAgreementWords, useDayWords } from './use-agreement-words.ts'

/** Every customer company; what is looked for stands in the address. */
export function DeskAccounts() {
  const t = useAgreementWords()
  const me = useMe()
  const { search } = usePlace()
  const q = new URLSearchParams(search).get('q')?.trim() ?? ''
  const [opened, dialog] = useDisclosure(false)
  return (
    <DeskPage
      title={t('accounts.title')}
      lead={t('accounts.lead')}
      aside={
        me.permissions.includes('account.write') && (
          <Button variant="filled" onClick={dialog.open}>
            {t('accounts.new')}
          </Button>
        )
      }
      tools={<AccountSearch key={q} q={q} />}
    >
      <AccountPages q={q} />
      <DeskNewAccountDialog opened={opened} onClose={dialog.close} />
    </DeskPage>
  )
}

function AccountSearch({ q }: { q: string }) {
  const t = useAgreementWords()
  const go = useGo()
  const [text, setText] = useState(q)
  const find = (event: SubmitEvent): void => {
    event.preventDefault()
    const wanted = text.trim()
    go(wanted === '' ? '/desk/accounts' : `/desk/accounts?${new URLSearchParams({ q: wanted })}`)
  }
  return (
    <form className={classes.search} role="search" onSubmit={find}>
      <TextInput
        type="search"
        aria-label={t('accounts.search')}
        placeholder={t('accounts.search')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit">{t('accounts.find')}</Button>
    </form>
  )
}

function AccountPages({ q }: { q: string }) {
  const t = useAgreementWords()
  const list = useInfiniteQuery(accountsQuery(q))
  if (list.data === undefined) {
    if (list.error === null) return <Skeletons rows={8} />
    return (
      <ErrorState problem={list.error} title={t('accounts.failed')} onRetry={() => void list.refetch()} />
    )
  }
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) return <NoAccounts q={q} />
  return (
    <>
      <ul className={classes.list} aria-label={t('accounts.list')}>
        {items.map((item) => (
          <AccountRow key={item.id} item={item} />
        ))}
      </ul>
      <div className={classes.more}>
        {list.hasNextPage && (
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('accounts.more')}
          </Button>
        )}
        <a href={`/api/v1/accounts?${new URLSearchParams({ ...(q !== '' && { q }), format: 'csv' })}`}>
          {t('accounts.csv')}
        </a>
      </div>
    </>
  )
}

function AccountRow({ item }: { item: AccountSummary }) {
  const t = useAgreementWords()
  const day = useDayWords()
  return (
    <li className={classes.row}>
      <div>
        <AppLink href={`/desk/accounts/${item.id}`}>{item.name}</AppLink>
        <p>
          {item.endsOn === null
            ? t('accounts.noPackage')
            : t('accounts.until', { date: day(lastDayOf(item.endsOn)) })}
        </p>
      </div>
      {item.package !== null && <PackageBadge name={item.package.name} />}
      <span className={classes.open} data-none={item.openCases === 0 || undefined}>
        {t('accounts.open', { count: item.openCases })}
      </span>
    </li>
  )
}

function NoAccounts({ q }: { q: string }) {
  const t = useAgreementWords()
  if (q === '') return <EmptyState title={t('accounts.empty')}>{t('accounts.emptyText')}</EmptyState>
  const all = (
    <Button component={AppLink} href="/desk/accounts">
      {t('accounts.clear')}
    </Button>
  )
  return (
    <EmptyState title={t('accounts.none', { q })} action={all}>
      {t('accounts.noneText')}
    </EmptyState>
  )
}
