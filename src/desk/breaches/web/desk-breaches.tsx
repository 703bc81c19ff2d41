import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listBreachesEndpoint } from '#desk/breaches/domain/contract.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { urlOf } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { BreachCauses } from './breach-causes.tsx'
import { BreachFilters, BreachTabs } from './breach-filters.tsx'
import { BreachList } from './breach-list.tsx'
import {
  breachesHref,
  breachesQuery,
  breachFilters,
  type BreachSearch,
  isNarrow,
  readBreachSearch,
  type StateTab,
  trendQuery,
} from './breach-queries.ts'
import { BreachTrend } from './breach-trend.tsx'
import classes from './breaches.module.css'
import { useBreachWords } from './use-breach-words.ts'

/** Every promise that was missed: what the reader is to do first, the trend above, the causes below. */
export function DeskBreaches() {
  const t = useBreachWords()
  const me = useMe()
  const search = readBreachSearch(usePlace().search)
  const [by, setBy] = useState<'cause' | 'line'>('cause')
  const trend = useQuery(trendQuery(by, search.accountId))
  useLiveTopics({ case: [['breaches']] })
  const counts = trend.data?.states
  // Who reviews sees first what waits for review.
  const first: StateTab =
    me.permissions.includes('breach.review') && (counts?.recorded ?? 0) > 0 ? 'recorded' : 'open'
  const state = search.state ?? (isNarrow(search) ? 'all' : first)
  const isKnown = search.state !== undefined || counts !== undefined || trend.error !== null
  return (
    <DeskPage
      title={t('title')}
      lead={t('lead')}
      aside={
        <Button
          size="xs"
          component="a"
          href={urlOf(
            listBreachesEndpoint.path,
            {},
            { ...breachFilters({ ...search, state }), format: 'csv' },
          )}
          download
        >
          {t('csv')}
        </Button>
      }
      tools={<BreachTabs search={search} state={state} counts={counts} />}
      scrolls={t('list')}
    >
      <BreachTrend by={by} onBy={setBy} found={trend} />
      <BreachFilters search={search} state={state} />
      {isKnown ? <Found search={{ ...search, state }} isNone={isNone(counts)} /> : <Skeletons rows={6} />}
      {me.permissions.includes('breach.causes') && <BreachCauses />}
    </DeskPage>
  )
}

function isNone(counts: Readonly<Record<string, number>> | undefined): boolean {
  return counts !== undefined && Object.values(counts).every((count) => count === 0)
}

function Found({ search, isNone: nothing }: { search: BreachSearch; isNone: boolean }) {
  const t = useBreachWords()
  const list = useInfiniteQuery(breachesQuery(search))
  const items = list.data?.pages.flatMap((page) => page.items)
  if (items === undefined) {
    if (list.error === null) return <Skeletons rows={6} />
    return <ErrorState problem={list.error} title={t('failed')} onRetry={() => void list.refetch()} />
  }
  if (items.length === 0) return <Nothing search={search} isNone={nothing} />
  return (
    <>
      <BreachList items={items} />
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}

function Nothing({ search, isNone: nothing }: { search: BreachSearch; isNone: boolean }) {
  const t = useBreachWords()
  const { state } = search
  if (nothing) return <EmptyState title={t('empty.none')}>{t('empty.noneText')}</EmptyState>
  if (!isNarrow(search) && (state === 'open' || state === 'recorded'))
    return <EmptyState title={t(`empty.${state}`)}>{t(`empty.${state}Text`)}</EmptyState>
  const all = (
    <Button component={AppLink} href={breachesHref({ state: 'all' })}>
      {t('filter.clear')}
    </Button>
  )
  return (
    <EmptyState title={t('empty.narrow')} action={all}>
      {t('empty.narrowText')}
    </EmptyState>
  )
}
