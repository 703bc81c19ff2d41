import { useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useGo } from '#people/auth/web/use-go.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { PageHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { PortalCaseLine } from './portal-case-line.tsx'
import classes from './portal-cases.module.css'
import { PortalShell } from './portal-shell.tsx'
import { useMayOpen } from './use-may-open.ts'
import { useCasePages, type CaseTab } from './use-portal-cases.ts'
import { usePortalWords } from './use-portal-words.ts'

const tabs: CaseTab[] = ['open', 'solved', 'closed']

/** Every case of the company, newest first, by what became of it; what is shown is in the address. */
export function PortalCases() {
  const t = usePortalWords()
  const { search } = usePlace()
  const asked = new URLSearchParams(search)
  const tab = tabs.find((one) => one === asked.get('show')) ?? 'open'
  const q = asked.get('q')?.trim() ?? ''
  const { isKnown, refusal } = useMayOpen()
  const mayOpen = isKnown && refusal === undefined
  return (
    <PortalShell title={t('cases.title')}>
      <PageHead
        title={t('cases.title')}
        lead={t('cases.lead')}
        aside={
          mayOpen && (
            <Button component={AppLink} href="/portal/cases/new" variant="filled">
              {t('open')}
            </Button>
          )
        }
      />
      <div className={classes.bar}>
        <nav className={classes.tabs} aria-label={t('cases.show')}>
          {tabs.map((one) => (
            <AppLink key={one} href={listHref(one, q)} aria-current={one === tab ? 'page' : undefined}>
              {t(`cases.${one}`)}
            </AppLink>
          ))}
        </nav>
        <CaseSearch key={q} tab={tab} q={q} />
      </div>
      <CasePages tab={tab} q={q} />
    </PortalShell>
  )
}

function listHref(tab: CaseTab, q: string): string {
  const search = new URLSearchParams({ ...(tab !== 'open' && { show: tab }), ...(q !== '' && { q }) })
  return search.size === 0 ? '/portal/cases' : `/portal/cases?${search}`
}

function CaseSearch({ tab, q }: { tab: CaseTab; q: string }) {
  const t = usePortalWords()
  const go = useGo()
  const [text, setText] = useState(q)
  const find = (event: SubmitEvent): void => {
    event.preventDefault()
    go(listHref(tab, text.trim()))
  }
  return (
    <form className={classes.search} role="search" onSubmit={find}>
      <TextInput
        type="search"
        aria-label={t('cases.search')}
        placeholder={t('cases.search')}
        maxLength={200}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button type="submit">{t('cases.searchButton')}</Button>
    </form>
  )
}

function CasePages({ tab, q }: { tab: CaseTab; q: string }) {
  const t = usePortalWords()
  const pages = useCasePages(tab, q)
  if (pages.data === undefined) {
    if (pages.error === null) return <Skeletons rows={6} />
    return <ErrorState problem={pages.error} title={t('cases.failed')} onRetry={() => void pages.refetch()} />
  }
  const cases = pages.data.pages.flatMap((page) => page.items)
  if (cases.length === 0) return <NoCases tab={tab} q={q} />
  return (
    <>
      <ul className={classes.list} aria-busy={pages.isPlaceholderData}>
        {cases.map((one) => (
          <PortalCaseLine key={one.reference} one={one} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button
          className={classes.more}
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('cases.more')}
        </Button>
      )}
    </>
  )
}

const emptyWords: Record<CaseTab, string> = { open: 'noneOpen', solved: 'noneSolved', closed: 'noneClosed' }

function NoCases({ tab, q }: { tab: CaseTab; q: string }) {
  const t = usePortalWords()
  const key = q === '' ? emptyWords[tab] : 'noneFound'
  const clear = (
    <Button component={AppLink} href={listHref(tab, '')}>
      {t('cases.clear')}
    </Button>
  )
  return (
    <EmptyState title={t(`cases.${key}`, { q })} action={q === '' ? undefined : clear}>
      {t(`cases.${key}Text`)}
    </EmptyState>
  )
}
