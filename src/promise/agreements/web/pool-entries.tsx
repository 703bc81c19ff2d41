import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import {
  listPoolEntriesEndpoint,
  type PoolEntryView,
  type PoolYearView,
} from '#promise/agreements/domain/pool-contract.ts'
import { urlOf } from '#web/api/request.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import type { PoolPlace } from './pool-ledger.tsx'
import classes from './pool-ledger.module.css'
import { poolEntriesQuery } from './pool-queries.ts'
import { entryWords, type PoolWords, usePoolWords } from './use-pool-words.ts'

type PoolEntriesProps = {
  accountId: string
  place: PoolPlace
  yearStartsOn: string
  /** The pools of that year, for how much there was. */
  pools: PoolYearView[]
}

/** Every use of the pools of one agreement year, the latest first. */
export function PoolEntries({ accountId, place, yearStartsOn, pools }: PoolEntriesProps) {
  const t = usePoolWords()
  const found = useInfiniteQuery(poolEntriesQuery(accountId, yearStartsOn))
  const entries = found.data?.pages.flatMap((page) => page.items)
  const csv = urlOf(listPoolEntriesEndpoint.path, { id: accountId }, { yearStartsOn, format: 'csv' })
  return (
    <section aria-labelledby="pool-entries">
      <header className={classes.head}>
        <h3 id="pool-entries">{t('entries')}</h3>
        {entries !== undefined && entries.length > 0 && <a href={csv}>{t('csv')}</a>}
      </header>
      {entries === undefined &&
        (found.error === null ? (
          <Skeletons rows={3} />
        ) : (
          <ErrorState problem={found.error} title={t('failed')} onRetry={() => void found.refetch()} />
        ))}
      {entries?.length === 0 && <p className={classes.quiet}>{t('entriesNone')}</p>}
      {entries !== undefined && entries.length > 0 && (
        <DataTable
          label={t('entries')}
          columns={[
            { key: 'what', title: t('what') },
            { key: 'case', title: t('case') },
            { key: 'when', title: t('when') },
            { key: 'by', title: t('by') },
            { key: 'used', title: t('usedAfter'), align: 'end' },
          ]}
          rows={entries.map((entry) => ({
            key: entry.id,
            cells: [
              <What key="what" entry={entry} t={t} />,
              <CaseOf key="case" entry={entry} place={place} t={t} />,
              <TimeText key="when" at={entry.at} as="full" />,
              entry.by.name ?? t(`${place === 'desk' ? 'side' : 'sidePortal'}.${entry.by.side}`),
              t('ofAllowed', {
                used: entry.usedAfter,
                allowed: pools.find((one) => one.pool === entry.pool)?.allowed ?? '',
              }),
            ],
          }))}
        />
      )}
      {found.hasNextPage && (
        <Button
          className={classes.more}
          loading={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </section>
  )
}

function What({ entry, t }: { entry: PoolEntryView; t: PoolWords }) {
  const isWritten =
    (entry.kind === 'adjust' && entry.reason !== 'given_back_already') ||
    (entry.kind === 'waive' && entry.reason !== '')
  return (
    <span className={classes.what}>
      <span>{entryWords(entry, t)}</span>
      {isWritten && <span>{entry.reason}</span>}
    </span>
  )
}

function CaseOf({ entry, place, t }: { entry: PoolEntryView; place: PoolPlace; t: PoolWords }) {
  if (entry.case === null) return <>{t(entry.isHidden ? 'hidden' : 'noCase')}</>
  return (
    <span className={classes.case}>
      <TextLink href={`/${place}/cases/${entry.case.reference}`}>{entry.case.reference}</TextLink>
      <span>{entry.case.subject}</span>
    </span>
  )
}
