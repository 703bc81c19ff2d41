import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import type { NotificationItem } from '../domain/contract.ts'
import { latestQuery } from './notification-queries.ts'
import { NotificationRow } from './notification-row.tsx'
import classes from './notifications.module.css'
import { useMarkRead } from './use-mark-read.ts'
import { useNotificationWords } from './use-notification-words.ts'

/** The latest ten, with ways to all of them and to the settings. */
export function LatestNotifications({ onChoose }: { onChoose: () => void }) {
  const t = useNotificationWords()
  const { kind } = useMe()
  const latest = useQuery(latestQuery)
  const { readSome, readAll, isBusy } = useMarkRead()
  const room = kind === 'staff' ? '/desk' : '/portal'
  const choose = (item: NotificationItem) => {
    if (item.readAt === null) readSome([item.id])
    onChoose()
  }
  return (
    <>
      <header className={classes.head}>
        <h2>{t('list.title')}</h2>
        {latest.data?.some((item) => item.readAt === null) === true && (
          <Button variant="subtle" size="xs" loading={isBusy} onClick={readAll}>
            {t('list.readAll')}
          </Button>
        )}
      </header>
      <div className={classes.latest}>
        {latest.isPending && <Skeletons rows={3} />}
        {latest.data === undefined && latest.error !== null && (
          <ErrorState problem={latest.error} title={t('list.failed')} onRetry={() => void latest.refetch()} />
        )}
        {latest.data?.length === 0 && (
          <p className={classes.none}>{t(kind === 'staff' ? 'list.emptyStaff' : 'list.emptyContact')}</p>
        )}
        {latest.data !== undefined && latest.data.length > 0 && (
          <ul className={classes.rows} aria-label={t('list.latest')}>
            {latest.data.map((item) => (
              <NotificationRow key={item.id} item={item} withCase onChoose={choose} />
            ))}
          </ul>
        )}
      </div>
      <footer className={classes.foot}>
        <AppLink href={`${room}/notifications`} onClick={onChoose}>
          {t('list.all')}
        </AppLink>
        <AppLink href={`${room}/settings/notifications`} onClick={onChoose}>
          {t('list.settings')}
        </AppLink>
      </footer>
    </>
  )
}
