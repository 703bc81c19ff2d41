import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { PromiseRowItem } from './promise-row-item.tsx'
import { promiseRowsQuery, reportHref, type ReportSearch } from './report-queries.ts'
import classes from './report.module.css'
import { useMonthName, useReportWords } from './use-report-words.ts'

/** The promises behind one number of the report. */
export function PromiseRows({ search }: { search: ReportSearch }) {
  const t = useReportWords()
  const nameOf = useMonthName()
  const list = useInfiniteQuery(promiseRowsQuery(search))
  const items = list.data?.pages.flatMap((page) => page.items)
  const { month, by, part, show = 'all', account, line, kind } = search
  const named = items?.[0]
  const about = [
    account !== undefined && named?.account.name,
    line !== undefined && named?.line.name,
    kind !== undefined && t(`kind.${kind}`),
  ].filter((one) => one !== false && one !== undefined)
  return (
    <section aria-labelledby="rows-title" className={classes.rows}>
      <BackLink href={reportHref({ month, by })}>{t('rows.back')}</BackLink>
      <h2 id="rows-title">
        {t(`rows.${part}.${show}`, { month: nameOf(month) })}
        {about.length > 0 && `: ${about.join(', ')}`}
      </h2>
      {items === undefined && list.error === null && <Skeletons rows={5} />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('rows.failed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && <EmptyState title={t('rows.empty')}>{t('rows.emptyText')}</EmptyState>}
      {items !== undefined && items.length > 0 && (
        <ul className={classes.list}>
          {items.map((item) => (
            <li key={`${item.reference} ${item.kind} ${item.startedAt}`}>
              <PromiseRowItem item={item} />
            </li>
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </section>
  )
}
