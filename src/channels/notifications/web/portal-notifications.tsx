import { PortalShell } from '#desk/cases/web/portal-shell.tsx'
import { PageHead } from '#web/components/page-parts.tsx'
import { NotificationList } from './notification-list.tsx'
import { useNotificationWords } from './use-notification-words.ts'

/** The notifications of a contact. */
export function PortalNotifications() {
  const t = useNotificationWords()
  return (
    <PortalShell title={t('list.title')}>
      <PageHead title={t('list.title')} />
      <NotificationList />
    </PortalShell>
  )
}
