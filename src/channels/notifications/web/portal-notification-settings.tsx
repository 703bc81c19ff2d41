import { OwnMailPrivacy } from '#channels/email/web/mail-privacy-part.tsx'
import { PortalShell } from '#desk/cases/web/portal-shell.tsx'
import { SettingsFrame } from '#people/auth/web/settings-frame.tsx'
import { NotificationSettings } from './notification-settings.tsx'
import { useNotificationWords } from './use-notification-words.ts'

/** What a contact is told of, and when. */
export function PortalNotificationSettings() {
  const t = useNotificationWords()
  return (
    <PortalShell title={t('settings.title')}>
      <SettingsFrame room="portal">
        <NotificationSettings />
        <OwnMailPrivacy />
      </SettingsFrame>
    </PortalShell>
  )
}
