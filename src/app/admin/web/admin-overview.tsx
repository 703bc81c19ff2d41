import { AdminPage } from '#web/layouts/admin-page.tsx'
import { useAdminWords } from './use-admin-words.ts'

/** The start of the admin console. */
export function AdminOverview() {
  const t = useAdminWords()
  return (
    <AdminPage title={t('overview.title')} lead={t('overview.lead')} width="text">
      {null}
    </AdminPage>
  )
}
