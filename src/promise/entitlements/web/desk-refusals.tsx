import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { reasonCodes } from '#promise/entitlements/domain/reasons-for.ts'
import { listRefusalsEndpoint } from '#promise/entitlements/domain/refusal-contract.ts'
import { urlOf } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { DeniedState, EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { usePlace } from '#web/layouts/use-place.ts'
import { RefusalCounts } from './refusal-counts.tsx'
import {
  periods,
  readRefusalSearch,
  refusalFilters,
  refusalsHref,
  refusalsQuery,
  type RefusalSearch,
} from './refusal-queries.ts'
import { RefusalRow } from './refusal-row.tsx'
import classes from './refusals.module.css'
import { useEntitlementWords } from './use-entitlement-words.ts'

/** The log of refusals: how often what was refused to whom, and each with what was asked and answered. */
export function DeskRefusals() {
  const t = useEntitlementWords()
  const me = useMe()
  const { search: place } = usePlace()
  usePageTitle(t('log.title'))
  if (!me.permissions.includes('refusal.read')) {
    return (
      <DeniedState
        title={t('log.denied')}
        action={
          <Button component={AppLink} href="/desk">
            {t('log.toDesk')}
          </Button>
        }
      >
        {t('log.deniedText')}
      </DeniedState>
    )
  }
  const search = readRefusalSearch(Object.fromEntries(new URLSearchParams(place)))
  return (
    <DeskPage
      title={t('log.title')}
      lead={t('log.lead')}
      aside={
        <Button
          size="xs"
          component="a"
          href={urlOf(listRefusalsEndpoint.path, {}, { ...refusalFilters(search), format: 'csv' })}
          download
        >
          {t('log.csv')}
        </Button>
      }
      tools={<Filters search={search} />}
      scrolls={t('log.list')}
    >
      <RefusalCounts search={search} />
      <Log search={search} />
    </DeskPage>
  )
}

function Filters({ search }: { search: RefusalSearch }) {
  const t = useEntitlementWords()
  const go = useGo()
  const narrow = (news: Partial<RefusalSearch>): void => go(refusalsHref({ ...search, ...news }), 'replace')
  return (
    <div className={classes.filters}>
      <SegmentedControl
        aria-label={t('log.period')}
        value={String(search.days)}
        data={periods.map((count) => ({ value: String(count), label: t('log.days', { count }) }))}
        onChange={(value) => narrow({ days: periods.find((one) => String(one) === value) ?? 90 })}
      />
      <NativeSelect
        aria-label={t('log.reason')}
        value={search.reason ?? ''}
        data={[
          { value: '', label: t('log.allReasons') },
          ...askable.map((code) => ({ value: code, label: t(`reason.${code}`) })),
        ]}
        onChange={({ currentTarget: { value } }) =>
          narrow({ reason: reasonCodes.find((one) => one === value) })
        }
      />
      {search.accountId !== undefined && (
        <Button variant="subtle" onClick={() => narrow({ accountId: undefined })}>
          {t('log.allAccounts')}
        </Button>
      )}
    </div>
  )
}

/** What a refusal can have among its reasons: not what grants. */
const askable = reasonCodes.filter((code) => code !== 'included' && code !== 'drawn_from_pool')

function Log({ search }: { search: RefusalSearch }) {
  const t = useEntitlementWords()
  const list = useInfiniteQuery(refusalsQuery(search))
  const items = list.data?.pages.flatMap((page) => page.items)
  const isNarrow = search.reason !== undefined || search.accountId !== undefined
  if (items === undefined)
    return list.error === null ? (
      <Skeletons rows={6} />
    ) : (
      <ErrorState problem={list.error} title={t('log.failed')} onRetry={() => void list.refetch()} />
    )
  if (items.length === 0 && isNarrow) {
    return (
      <EmptyState
        title={t('log.noneOf', { count: search.days })}
        action={
          <Button
            component={AppLink}
            href={refusalsHref({ days: 365, reason: undefined, accountId: undefined })}
          >
            {t('log.clear')}
          </Button>
        }
      >
        {t('log.noneOfText')}
      </EmptyState>
    )
  }
  if (items.length === 0) return <EmptyState title={t('log.empty')}>{t('log.emptyText')}</EmptyState>
  return (
    <>
      <ul className={classes.list} aria-label={t('log.list')}>
        {items.map((item) => (
          <RefusalRow key={item.id} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('log.more')}
          </Button>
        </div>
      )}
    </>
  )
}
