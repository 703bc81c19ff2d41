import { SettingsFrame } from '#people/auth/web/settings-frame.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { NotificationSettings } from './notification-settings.tsx'
import { useNotificationWords } from './use-notification-words.ts'

/** What one of the vendor's people is told of, and when. */
export function DeskNotificationSettings() {
  const t = useNotificationWords()
  usePageTitle(t('settings.title'))
  return (
    <SettingsFrame room="desk">
      <NotificationSettings />
    </SettingsFrame>
  )
}
