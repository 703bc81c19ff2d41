import { queryOptions, useQuery } from '@tanstack/react-query'
import { readHealthEndpoint } from '#app/health/domain/contract.ts'
import { timeCheck } from '#app/health/domain/findings-of-work.ts'
import { request } from '#web/api/request.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { FailingJobs } from './failing-jobs.tsx'
import { FindingList } from './finding-list.tsx'
import classes from './health.module.css'
import { HealthFigures } from './health-figures.tsx'
import { TrustTime } from './trust-time.tsx'
import { useHealthWords } from './use-health-words.ts'

const healthQuery = queryOptions({
  queryKey: ['health'],
  refetchInterval: 10_000,
  queryFn: ({ signal }) => request(readHealthEndpoint, { signal }),
})

/** How the installation is: findings first, then figures, failing jobs and errors. */
export function AdminHealth() {
  const t = useHealthWords()
  const { data, error, refetch } = useQuery(healthQuery)
  return (
    <AdminPage
      title={t('title')}
      lead={t('lead')}
      aside={
        data !== undefined && (
          <span className={error === null ? undefined : classes.stale}>
            {t(error === null ? 'checked' : 'stale')} <TimeText at={data.at} as="time" />
          </span>
        )
      }
    >
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState problem={error} title={t('error')} safe={t('errorSafe')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && (
        <>
          <FindingList
            findings={data.findings}
            acts={data.time === null ? {} : { [timeCheck]: <TrustTime movedAt={data.time.movedAt} /> }}
          />
          {data.failingJobs.length > 0 && <FailingJobs jobs={data.failingJobs} />}
          {data.errors.length > 0 && (
            <section className={classes.section}>
              <SectionHead title={t('errors')} />
              <DataTable
                label={t('errors')}
                columns={[
                  { key: 'message', title: t('message') },
                  { key: 'times', title: t('times'), align: 'end' },
                  { key: 'last', title: t('last'), align: 'end' },
                ]}
                rows={data.errors.map(({ message, n, lastAt }) => ({
                  key: message,
                  cells: [message, n, <TimeText key="last" at={lastAt} as="moment" />],
                }))}
              />
            </section>
          )}
          <HealthFigures health={data} />
        </>
      )}
    </AdminPage>
  )
}
