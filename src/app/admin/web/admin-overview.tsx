import { useQuery } from '@tanstack/react-query'
import { readChecklistEndpoint } from '#app/admin/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { LeaveDemo } from './leave-demo.tsx'
import { SetUpChecklist } from './set-up-checklist.tsx'
import { useAdminWords } from './use-admin-words.ts'

/** The start of the admin console: how far the installation is, and what is next. */
export function AdminOverview() {
  const t = useAdminWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['checklist'],
    // It ticks by itself while one looks: a mail arrives, a colleague answers.
    refetchInterval: 5_000,
    queryFn: ({ signal }) => request(readChecklistEndpoint, { signal }),
  })
  const isWhole = data?.items.every(({ isDone }) => isDone) === true
  return (
    <AdminPage
      title={t('overview.title')}
      lead={t(isWhole ? 'overview.leadDone' : 'overview.lead')}
      width="text"
    >
      {error !== null && data === undefined && (
        <ErrorState problem={error} title={t('overview.error')} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null && <Skeletons rows={8} />}
      {data?.isDemo === true && <LeaveDemo vendorName={data.vendorName} />}
      {data !== undefined && <SetUpChecklist items={data.items} />}
    </AdminPage>
  )
}
