import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskFindBox } from './desk-find-box.tsx'
import { rememberList } from './desk-last-list.ts'
import { placesOf } from './desk-queue-places.ts'
import { DeskQueueRows } from './desk-queue-rows.tsx'
import queue from './desk-queue.module.css'
import { type DeskSearch, readDeskSearch, searchHref, searchQuery } from './desk-search-query.ts'
import classes from './desk-search.module.css'
import { focusFind, moveFocus, narrowFindId } from './desk-row-focus.ts'
import { useDeskKeys } from './desk-use-keys.ts'
import { useWorkWords } from './desk-use-work-words.ts'

/** Everything that is found: the case of a reference at once, else customers, people and cases, by keyboard too. */
export function DeskSearch() {
  const asked = readDeskSearch(useSearch({ strict: false }))
  const t = useWorkWords()
  usePageTitle(t('search.title'))
  return (
    <section className={queue.queue} aria-label={t('search.title')}>
      <header className={queue.top}>
        <h1>{titleOf(asked, t)}</h1>
      </header>
      <div className={queue.narrowFind}>
        <DeskFindBox q={asked.q} id={narrowFindId} />
      </div>
      {asked.q === '' ? (
        <EmptyState title={t('search.start')}>{t('search.startText')}</EmptyState>
      ) : (
        <Results key={searchHref(asked)} asked={asked} />
      )}
    </section>
  )
}

function titleOf({ q, account, contact }: DeskSearch, t: ReturnType<typeof useWorkWords>): string {
  if (q === '') return t('search.title')
  return t(account === undefined && contact === undefined ? 'search.results' : 'search.of', { q })
}

function Results({ asked }: { asked: DeskSearch }) {
  const t = useWorkWords()
  const me = useMe()
  const go = useGo()
  const box = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLUListElement>(null)
  const found = useInfiniteQuery(searchQuery(asked))
  const first = found.data?.pages[0]
  const exact = first?.exact ?? null
  const rows = found.data?.pages.flatMap((page) => page.cases) ?? []
  const href = searchHref(asked)
  const heard =
    first === undefined
      ? undefined
      : t('search.heard', {
          accounts: first.accounts.length,
          people: first.contacts.length,
          cases: first.cases.length,
        })
  useEffect(() => {
    if (exact !== null) go(`/desk/cases/${encodeURIComponent(exact)}`, 'replace')
  }, [exact, go])
  useEffect(() => {
    if (heard !== undefined) announce(heard)
  }, [heard])
  useEffect(() => {
    if (rows.length > 0) rememberList({ href, references: rows.map(({ reference }) => reference) })
  })
  const move = (by: number): void => moveFocus(box.current, by)
  useDeskKeys({ j: () => move(1), k: () => move(-1), '/': focusFind })
  if (first === undefined && found.error !== null)
    return (
      <ErrorState title={t('search.failed')} problem={found.error} onRetry={() => void found.refetch()} />
    )
  if (first === undefined || exact !== null) return <Skeletons rows={6} />
  if (first.accounts.length + first.contacts.length + rows.length === 0) return <Nothing asked={asked} />
  const places = placesOf(rows)
  return (
    <div ref={box} className={queue.rows}>
      <Group title={t('search.accounts')}>
        {first.accounts.map(({ id, name }) => (
          <Hit key={id} href={searchHref({ q: name, account: id })} title={name} />
        ))}
      </Group>
      <Group title={t('search.people')}>
        {first.contacts.map(({ id, name, email, account }) => (
          <Hit
            key={id}
            href={searchHref({ q: name, contact: id })}
            title={name}
            text={`${account.name}, ${email}`}
          />
        ))}
      </Group>
      {rows.length > 0 && (
        <DeskQueueRows
          rows={rows.map((row, index) => ({ row, place: places[index] ?? placeOf(row.reference) }))}
          byDue={false}
          label={t('search.cases')}
          listRef={list}
          readerId={me.id}
          onMove={(_, by) => move(by)}
        />
      )}
      {found.hasNextPage && (
        <div className={queue.more}>
          <Button loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
            {t('search.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

const placeOf = (reference: string) => ({ reference, dueAt: null, paused: false })

function Nothing({ asked }: { asked: DeskSearch }) {
  const t = useWorkWords()
  const { q, account, contact } = asked
  if (account === undefined && contact === undefined)
    return <EmptyState title={t('search.nothing', { q })}>{t('search.nothingText')}</EmptyState>
  return (
    <EmptyState
      title={t('search.nothingOf', { q })}
      action={
        <Button component={AppLink} href={searchHref({ q })}>
          {t('search.all', { q })}
        </Button>
      }
    />
  )
}

function Group({ title, children }: { title: string; children: ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section className={classes.group}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}

function Hit({ href, title, text }: { href: string; title: string; text?: string }) {
  return (
    <li>
      <AppLink href={href} data-row="">
        <b>{title}</b>
        {text !== undefined && <span>{text}</span>}
      </AppLink>
    </li>
  )
}
