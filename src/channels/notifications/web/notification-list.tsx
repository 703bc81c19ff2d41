import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import type { NotificationItem } from '../domain/contract.ts'
import { type CaseGroup, groupByCase } from './group-by-case.ts'
import { notificationsQuery, unreadQuery } from './notification-queries.ts'
import { NotificationRow } from './notification-row.tsx'
import classes from './notifications.module.css'
import { useMarkRead } from './use-mark-read.ts'
import { useNotificationWords } from './use-notification-words.ts'

/** Everything the reader was told, by case, newest first: loading, failed, empty, full, and more on demand. */
export function NotificationList() {
  const t = useNotificationWords()
  const { kind } = useMe()
  const list = useInfiniteQuery(notificationsQuery)
  const { data: unread = 0 } = useQuery(unreadQuery)
  const { readSome, readAll, isBusy } = useMarkRead()
  const items = list.data?.pages.flatMap((page) => page.items)
  const choose = (item: NotificationItem) => {
    if (item.readAt === null) readSome([item.id])
  }
  return (
    <div className={classes.list}>
      <div className={classes.bar}>
        <p>{unread === 0 ? t('list.leadNone') : t('list.lead', { count: unread })}</p>
        <Button variant="subtle" size="sm" disabled={unread === 0} loading={isBusy} onClick={readAll}>
          {t('list.readAll')}
        </Button>
      </div>
      {items === undefined && list.error === null && <Skeletons rows={6} />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('list.failed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && (
        <EmptyState title={t('list.empty')}>
          {t(kind === 'staff' ? 'list.emptyStaff' : 'list.emptyContact')}
        </EmptyState>
      )}
      {items !== undefined &&
        groupByCase(items).map((group) => <Group key={group.key} group={group} onChoose={choose} />)}
      {list.hasNextPage && (
        <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

function Group({ group, onChoose }: { group: CaseGroup; onChoose: (item: NotificationItem) => void }) {
  const t = useNotificationWords()
  const { kind } = useMe()
  const room = kind === 'staff' ? '/desk' : '/portal'
  const title = group.subject ?? t('list.other')
  return (
    <section className={classes.group} aria-label={title}>
      {group.reference !== undefined && (
        <h2>
          <AppLink href={`${room}/cases/${group.reference}`}>{title}</AppLink>
          <span>{group.reference}</span>
        </h2>
      )}
      <ul className={classes.rows}>
        {group.items.map((item) => (
          <NotificationRow
            key={item.id}
            item={item}
            withCase={group.reference === undefined}
            onChoose={onChoose}
          />
        ))}
      </ul>
    </section>
  )
}
