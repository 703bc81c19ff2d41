import { useState, type SubmitEvent } from 'react'
import { Button, TextInput } from '@mantine/core'
import { useGo } from '#people/auth/web/use-go.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { PageHead } from '#web/components/page-parts.tsx'
import { GoLink } from '#web/components/text-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { PortalCaseLine } from './portal-case-line.tsx'
import classes from './portal-cases.module.css'
import { PortalShell } from './portal-shell.tsx'
import { useMayOpen } from './use-may-open.ts'
import { useCasePages, type CaseScope, type CaseTab } from './use-portal-cases.ts'
import { usePortalWords } from './use-portal-words.ts'

const tabs: CaseTab[] = ['open', 'solved', 'closed']
const scopes: CaseScope[] = ['company', 'mine']

/** What is shown, as it stands in the address. */
type Shown = { tab: CaseTab; scope: CaseScope; q: string }

/** Every case of the company, newest first, by what became of it; what is shown is in the address. */
export function PortalCases() {
  const t = usePortalWords()
  const { search } = usePlace()
  const asked = new URLSearchParams(search)
  const tab = tabs.find((one) => one === asked.get('show')) ?? 'open'
  const q = asked.get('q')?.trim() ?? ''
  const scope = scopes.find((one) => one === asked.get('scope')) ?? 'company'
  const shown = { tab, scope, q }
  const { mayOpen } = useMayOpen()
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
            <AppLink
              key={one}
              href={listHref({ ...shown, tab: one })}
              aria-current={one === tab ? 'page' : undefined}
            >
              {t(`cases.${one}`)}
            </AppLink>
          ))}
        </nav>
        <CaseSearch key={q} shown={shown} />
      </div>
      <div className={classes.below}>
        <nav className={classes.scopes} aria-label={t('cases.whose')}>
          {scopes.map((one) => (
            <AppLink
              key={one}
              href={listHref({ ...shown, scope: one })}
              aria-current={one === scope ? 'true' : undefined}
            >
              {t(`cases.${one}`)}
            </AppLink>
          ))}
        </nav>
        {tab === 'open' && <GoLink href="/portal/cases/ranking">{t('cases.rank')}</GoLink>}
      </div>
      <CasePages shown={shown} />
    </PortalShell>
  )
}

function listHref({ tab, scope, q }: Shown): string {
  const search = new URLSearchParams({
    ...(tab !== 'open' && { show: tab }),
    ...(scope !== 'company' && { scope }),
    ...(q !== '' && { q }),
  })
  return search.size === 0 ? '/portal/cases' : `/portal/cases?${search}`
}

function CaseSearch({ shown }: { shown: Shown }) {
  const t = usePortalWords()
  const go = useGo()
  const [text, setText] = useState(shown.q)
  const find = (event: SubmitEvent): void => {
    event.preventDefault()
    go(listHref({ ...shown, q: text.trim() }))
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

function CasePages({ shown }: { shown: Shown }) {
  const t = usePortalWords()
  const pages = useCasePages(shown.tab, shown.scope, shown.q)
  if (pages.data === undefined) {
    if (pages.error === null) return <Skeletons rows={6} />
    return <ErrorState problem={pages.error} title={t('cases.failed')} onRetry={() => void pages.refetch()} />
  }
  const cases = pages.data.pages.flatMap((page) => page.items)
  if (cases.length === 0) return <NoCases shown={shown} />
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

function NoCases({ shown }: { shown: Shown }) {
  const t = usePortalWords()
  const { tab, scope, q } = shown
  const key = q !== '' ? 'noneFound' : scope === 'mine' ? 'noneMine' : emptyWords[tab]
  const way =
    q !== ''
      ? { href: listHref({ ...shown, q: '' }), words: t('cases.clear') }
      : scope === 'mine'
        ? { href: listHref({ ...shown, scope: 'company' }), words: t('cases.seeCompany') }
        : undefined
  const action = way !== undefined && (
    <Button component={AppLink} href={way.href}>
      {way.words}
    </Button>
  )
  return (
    <EmptyState title={t(`cases.${key}`, { q })} action={action}>
      {t(`cases.${key}Text`)}
    </EmptyState>
  )
}
