import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { NotificationSettings } from './notification-settings.tsx'
import classes from './settings.module.css'
import { useNotificationWords } from './use-notification-words.ts'

/** What one of the vendor's people is told of, and when. */
export function DeskNotificationSettings() {
  const t = useNotificationWords()
  usePageTitle(t('settings.title'))
  return (
    <div className={classes.page}>
      <header>
        <h1>{t('settings.title')}</h1>
        <p>{t('settings.lead')}</p>
      </header>
      <NotificationSettings />
    </div>
  )
}
