import { useState } from 'react'
import { Button } from '@mantine/core'
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { WebhookView } from '#channels/webhooks/domain/contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { ShownOnce } from '#web/components/shown-once.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { Tag } from '#web/components/tag.tsx'
import { TextLink } from '#web/components/text-link.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { eventWord } from './event-word.ts'
import { RenewDialog } from './renew-dialog.tsx'
import { useWebhookWords } from './use-webhook-words.ts'
import { WebhookAdmins } from './webhook-admins.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookMenu } from './webhook-menu.tsx'
import { webhooksKey, webhooksQuery } from './webhook-queries.ts'
import classes from './webhooks.module.css'

/** Which systems are told of what, and how that goes. For admins. */
export function AdminWebhooks() {
  const t = useWebhookWords()
  return (
    <WebhookAdmins title={t('title')}>
      <Webhooks />
    </WebhookAdmins>
  )
}

type Asked = { what: 'edit' | 'renew'; webhook: WebhookView | null; opened: boolean }

function Webhooks() {
  const t = useWebhookWords()
  const list = useInfiniteQuery(webhooksQuery)
  const [asked, setAsked] = useState<Asked>({ what: 'edit', webhook: null, opened: false })
  const [secret, setSecret] = useState<string>()
  useLiveTopics({ webhooks: [webhooksKey] })
  const webhooks = list.data?.pages.flatMap((page) => page.items)
  const close = (): void => setAsked((last) => ({ ...last, opened: false }))
  const showOnce = (made: string | null): void => {
    if (made === null) toast({ message: t('once.lost'), tone: 'bad' })
    else setSecret(made)
  }
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={16} aria-hidden />}
      onClick={() => setAsked({ what: 'edit', webhook: null, opened: true })}
    >
      {t('add')}
    </Button>
  )
  const { what, webhook, opened } = asked
  return (
    <AdminPage title={t('title')} lead={t('lead')} aside={webhooks?.length === 0 ? undefined : add}>
      {secret !== undefined && (
        <ShownOnce
          title={t('once.title')}
          note={t('once.note')}
          secret={secret}
          words={{ copy: t('once.copy'), copied: t('once.copied'), done: t('once.done') }}
          onDone={() => setSecret(undefined)}
        />
      )}
      {webhooks === undefined && list.error === null && <Skeletons rows={4} />}
      {webhooks === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('loadFailed')} onRetry={() => void list.refetch()} />
      )}
      {webhooks?.length === 0 && (
        <EmptyState title={t('empty')} action={add}>
          {t('emptyText')}
        </EmptyState>
      )}
      {webhooks !== undefined && webhooks.length > 0 && (
        <WebhookTable
          webhooks={webhooks}
          onAsk={(now, one) => setAsked({ what: now, webhook: one, opened: true })}
        />
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      <WebhookDialog
        key={`${webhook?.id ?? 'new'} ${webhook?.version ?? webhooks?.length ?? 0}`}
        webhook={webhook}
        opened={opened && what === 'edit'}
        onClose={close}
        onSecret={showOnce}
      />
      <RenewDialog
        webhook={webhook}
        opened={opened && what === 'renew'}
        onClose={close}
        onSecret={showOnce}
      />
    </AdminPage>
  )
}

type WebhookTableProps = {
  webhooks: WebhookView[]
  onAsk: (what: Asked['what'], webhook: WebhookView) => void
}

function WebhookTable({ webhooks, onAsk }: WebhookTableProps) {
  const t = useWebhookWords()
  const columns = ['name', 'events', 'state', 'newest'].map((key) => ({ key, title: t(`column.${key}`) }))
  const menu = { key: 'menu', title: t('column.menu'), quiet: true, align: 'end' as const }
  const rows = webhooks.map((webhook) => ({
    key: webhook.id,
    muted: webhook.state === 'off',
    cells: [
      <div key="name" className={classes.name}>
        <TextLink href={`/admin/webhooks/${webhook.id}/deliveries`}>{webhook.name}</TextLink>
        <span>{webhook.url}</span>
      </div>,
      <span key="events">
        {webhook.events.map((event) => t(eventWord(event))).join(', ')}{' '}
        {webhook.internal && <Tag>{t('internal')}</Tag>}
      </span>,
      <State key="state" of={webhook} />,
      <Newest key="newest" of={webhook} />,
      <WebhookMenu
        key="menu"
        webhook={webhook}
        onEdit={() => onAsk('edit', webhook)}
        onRenew={() => onAsk('renew', webhook)}
      />,
    ],
  }))
  return <DataTable label={t('title')} columns={[...columns, menu]} rows={rows} />
}

function State({ of: webhook }: { of: WebhookView }) {
  const t = useWebhookWords()
  return (
    <span className={classes.state} data-state={webhook.state}>
      <b>{t(`state.${webhook.state}`)}</b>
      {webhook.disabledReason !== null && <small>{t(`reason.${webhook.disabledReason}`)}</small>}
      {webhook.oldSecretUntil !== null && (
        <small>
          {t('rotating')} <TimeText at={webhook.oldSecretUntil} as="moment" />
        </small>
      )}
    </span>
  )
}

function Newest({ of: { newest } }: { of: WebhookView }) {
  const t = useWebhookWords()
  if (newest === null) return t('none')
  return (
    <span>
      {t(`newest.${newest.state}`)} <TimeText at={newest.at} as="moment" />
    </span>
  )
}
