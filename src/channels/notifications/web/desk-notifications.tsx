import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { NotificationList } from './notification-list.tsx'
import classes from './notifications.module.css'
import { useNotificationWords } from './use-notification-words.ts'

/** The notifications of one of the vendor's people. */
export function DeskNotifications() {
  const t = useNotificationWords()
  usePageTitle(t('list.title'))
  return (
    <section className={classes.deskPage} aria-labelledby="notifications-title">
      <h1 id="notifications-title">{t('list.title')}</h1>
      <NotificationList />
    </section>
  )
}
