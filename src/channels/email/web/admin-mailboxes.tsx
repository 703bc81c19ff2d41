import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { MailboxView } from '#channels/email/domain/mailbox-contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { DataTable } from '#web/components/data-table.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { MailboxAdmins } from './mailbox-admins.tsx'
import { MailboxMenu } from './mailbox-menu.tsx'
import { mailboxesKey, mailboxesQuery } from './mailbox-queries.ts'
import { MailboxState } from './mailbox-state.tsx'
import classes from './mailboxes.module.css'
import { useMailboxWords } from './use-mailbox-words.ts'

/** From which mailboxes mail is fetched, and how that goes. For admins. */
export function AdminMailboxes() {
  const t = useMailboxWords()
  return (
    <MailboxAdmins title={t('title')}>
      <Mailboxes />
    </MailboxAdmins>
  )
}

function Mailboxes() {
  const t = useMailboxWords()
  const list = useInfiniteQuery(mailboxesQuery)
  useLiveTopics({ mailboxes: [mailboxesKey] })
  const mailboxes = list.data?.pages.flatMap((page) => page.items)
  const add = (
    <Button
      component={AppLink}
      href="/admin/mailboxes/new"
      variant="filled"
      leftSection={<IconPlus size={16} aria-hidden />}
    >
      {t('add')}
    </Button>
  )
  return (
    <AdminPage title={t('title')} lead={t('lead')} aside={mailboxes?.length === 0 ? undefined : add}>
      {mailboxes === undefined && list.error === null && <Skeletons rows={4} />}
      {mailboxes === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('loadFailed')} onRetry={() => void list.refetch()} />
      )}
      {mailboxes?.length === 0 && (
        <EmptyState title={t('empty')} action={add}>
          {t('emptyText')}
        </EmptyState>
      )}
      {mailboxes !== undefined && mailboxes.length > 0 && <MailboxTable mailboxes={mailboxes} />}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </AdminPage>
  )
}

function MailboxTable({ mailboxes }: { mailboxes: MailboxView[] }) {
  const t = useMailboxWords()
  const columns = ['name', 'state', 'newest'].map((key) => ({ key, title: t(`column.${key}`) }))
  const menu = { key: 'menu', title: t('column.menu'), quiet: true, align: 'end' as const }
  const rows = mailboxes.map((mailbox) => ({
    key: mailbox.id,
    muted: mailbox.state === 'off',
    cells: [
      <div key="name" className={classes.name}>
        <TextLink href={`/admin/mailboxes/${mailbox.id}`}>{mailbox.name}</TextLink>
        <span>{t('at', { user: mailbox.user, host: mailbox.host })}</span>
      </div>,
      <MailboxState key="state" mailbox={mailbox} />,
      <span key="newest">
        {mailbox.lastMessageAt === null ? t('none') : <TimeText at={mailbox.lastMessageAt} as="moment" />}
      </span>,
      <MailboxMenu key="menu" mailbox={mailbox} />,
    ],
  }))
  return <DataTable label={t('title')} columns={[...columns, menu]} rows={rows} />
}
