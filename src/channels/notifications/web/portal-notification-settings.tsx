import { PortalShell } from '#desk/cases/web/portal-shell.tsx'
import { PageHead } from '#web/components/page-parts.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { useNotificationWords } from './use-notification-words.ts'

/** What a contact is told of, and when. */
export function PortalNotificationSettings() {
  const t = useNotificationWords()
  return (
    <PortalShell title={t('settings.title')}>
      <PageHead title={t('settings.title')} lead={t('settings.lead')} />
      <NotificationSettings />
    </PortalShell>
  )
}
