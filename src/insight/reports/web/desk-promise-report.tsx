import { Button, NativeSelect, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import IconChevronLeft from '@tabler/icons-react/dist/esm/icons/IconChevronLeft.mjs'
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { urlOf } from '#web/api/request.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { usePlace } from '#web/layouts/use-place.ts'
import { useNow } from '#web/time/use-now.ts'
import { monthOf, monthsUpTo, shiftMonth } from '../domain/month.ts'
import { listPromiseRowsEndpoint, readPromiseReportEndpoint } from '../domain/report-contract.ts'
import { PromiseRows } from './promise-rows.tsx'
import { ReportDefinitions } from './report-definitions.tsx'
import { ReportFigures } from './report-figures.tsx'
import { ReportMailButton } from './report-mail-button.tsx'
import { type ReportSearch, readReportSearch, reportHref, reportQuery, rowFilters } from './report-queries.ts'
import { ReportTable } from './report-table.tsx'
import classes from './report.module.css'
import { useMonthName, useReportWords } from './use-report-words.ts'

/** What was promised and kept in a month, by account or line, and the cases behind each number. For staff. */
export function DeskPromiseReport() {
  const t = useReportWords()
  const me = useMe()
  const thisMonth = monthOf(useNow())
  const search = readReportSearch(usePlace().search, thisMonth)
  const monthName = useMonthName()(search.month)
  const { month, by } = search
  return (
    <DeskPage
      title={t('title')}
      lead={t('lead')}
      aside={
        <div className={classes.acts}>
          <ReportDefinitions />
          <Button size="xs" onClick={() => window.print()}>
            {t('print')}
          </Button>
          <Button
            size="xs"
            component="a"
            href={
              search.show === undefined
                ? urlOf(readPromiseReportEndpoint.path, {}, { month, by, format: 'csv' })
                : urlOf(listPromiseRowsEndpoint.path, {}, { ...rowFilters(search), format: 'csv' })
            }
            aria-label={t('csvLabel', { month: monthName })}
            download
          >
            {t('csv')}
          </Button>
          {me.permissions.includes('report.subscribe') && <ReportMailButton month={month} />}
        </div>
      }
      tools={<Tools search={search} thisMonth={thisMonth} />}
      scrolls={t('title')}
    >
      <div className={classes.body}>
        <p className={classes.printed}>{monthName}</p>
        {search.show === undefined ? <Report search={search} /> : <PromiseRows search={search} />}
      </div>
    </DeskPage>
  )
}

function Tools({ search, thisMonth }: { search: ReportSearch; thisMonth: string }) {
  const t = useReportWords()
  const go = useGo()
  const nameOf = useMonthName()
  const { month } = search
  const months = monthsUpTo(thisMonth, 36).toReversed()
  const known = months.includes(month) ? months : [...months, month]
  const to = (other: string): string => reportHref({ ...search, month: other })
  const written = (one: string): string =>
    one === thisMonth ? t('soFar', { month: nameOf(one) }) : nameOf(one)
  return (
    <div className={classes.tools}>
      <div className={classes.months}>
        <AppLink
          href={to(shiftMonth(month, -1))}
          className={classes.step}
          aria-label={`${t('previous')}: ${nameOf(shiftMonth(month, -1))}`}
          title={t('previous')}
        >
          <IconChevronLeft size={18} aria-hidden />
        </AppLink>
        <NativeSelect
          aria-label={t('month')}
          value={month}
          data={known.map((one) => ({ value: one, label: written(one) }))}
          onChange={(event) => go(to(event.currentTarget.value), 'replace')}
        />
        {month < thisMonth && (
          <AppLink
            href={to(shiftMonth(month, 1))}
            className={classes.step}
            aria-label={`${t('next')}: ${nameOf(shiftMonth(month, 1))}`}
            title={t('next')}
          >
            <IconChevronRight size={18} aria-hidden />
          </AppLink>
        )}
      </div>
      {search.show === undefined && (
        <SegmentedControl
          aria-label={t('by')}
          value={search.by}
          data={[
            { value: 'account', label: t('byAccount') },
            { value: 'line', label: t('byLine') },
          ]}
          onChange={(by) => go(reportHref({ ...search, by: by === 'line' ? 'line' : 'account' }), 'replace')}
        />
      )}
    </div>
  )
}

function Report({ search }: { search: ReportSearch }) {
  const t = useReportWords()
  const nameOf = useMonthName()
  const report = useInfiniteQuery(reportQuery(search))
  const first = report.data?.pages[0]
  if (first === undefined)
    return report.error === null ? (
      <Skeletons rows={6} />
    ) : (
      <ErrorState
        problem={report.error}
        title={t('failed')}
        safe={t('safe')}
        onRetry={() => void report.refetch()}
      />
    )
  const month = nameOf(search.month)
  if (first.items.length === 0) {
    const { nearest } = first
    return (
      <EmptyState
        title={t(first.isSoFar ? 'emptySoFar' : 'empty', { month })}
        {...(nearest !== null && {
          action: (
            <Button component={AppLink} href={reportHref({ month: nearest, by: search.by })}>
              {t('toNearest', { month: nameOf(nearest) })}
            </Button>
          ),
        })}
      >
        {t('emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <ReportFigures report={first} />
      <ReportTable
        rows={report.data?.pages.flatMap((page) => page.items) ?? []}
        month={search.month}
        by={search.by}
      />
      {report.hasNextPage && (
        <div className={classes.more}>
          <Button loading={report.isFetchingNextPage} onClick={() => void report.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
