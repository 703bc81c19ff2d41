import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FailingJob, retryJobEndpoint, retryJobsEndpoint } from '#app/health/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useSending } from '#web/api/use-sending.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import classes from './health.module.css'
import { useHealthWords } from './use-health-words.ts'

/** What fails in the background, with what it says; each of them, or all, can be tried again at once. */
export function FailingJobs({ jobs }: { jobs: readonly FailingJob[] }) {
  const t = useHealthWords()
  const queryClient = useQueryClient()
  const sending = useSending()
  const retry = async (id?: string): Promise<void> => {
    await sending.run(async () => {
      const { retried: count } = await (id === undefined
        ? request(retryJobsEndpoint, {})
        : request(retryJobEndpoint, { params: { id } }))
      toast({ message: count === 0 ? t('retriedNone') : t('retried', { count }) })
    })
    await queryClient.invalidateQueries({ queryKey: ['health'] })
  }
  return (
    <section className={classes.section}>
      <SectionHead
        title={t('jobs')}
        count={jobs.length}
        aside={
          <Button loading={sending.busy} onClick={() => void retry()}>
            {t('retryAll')}
          </Button>
        }
      />
      {sending.sentence !== undefined && (
        <p className={classes.problem} role="alert">
          {t('retryFailed')} {sending.sentence}
        </p>
      )}
      <DataTable
        label={t('jobs')}
        columns={[
          { key: 'job', title: t('job') },
          { key: 'says', title: t('says') },
          { key: 'tries', title: t('tries') },
          { key: 'next', title: t('next') },
          { key: 'retry', title: t('retry'), quiet: true, align: 'end' },
        ]}
        rows={jobs.map(({ id, name, error, attempts, maxAttempts, runAt, givenUp }) => ({
          key: id,
          cells: [
            name,
            <span key="says" className={classes.says}>
              {error}
            </span>,
            t('triesOf', { n: attempts, all: maxAttempts }),
            givenUp ? t('givenUp') : <TimeText key="next" at={runAt} as="moment" />,
            <Button
              key="retry"
              variant="subtle"
              aria-label={t('retryOf', { name })}
              disabled={sending.busy}
              onClick={() => void retry(id)}
            >
              {t('retry')}
            </Button>,
          ],
        }))}
      />
    </section>
  )
}
