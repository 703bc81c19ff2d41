import { useState } from 'react'
import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { testWebhookEndpoint, type WebhookView } from '#channels/webhooks/domain/contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { BackLink } from '#web/components/text-link.tsx'
import { toast } from '#web/components/toast.tsx'
import { AdminPage } from '#web/layouts/admin-page.tsx'
import { DeliveryRow } from './delivery-row.tsx'
import { ReplayDialog } from './replay-dialog.tsx'
import { useWebhookWords } from './use-webhook-words.ts'
import { WebhookAdmins } from './webhook-admins.tsx'
import { deliveriesQuery, type StateFilter, webhookQuery, webhooksKey } from './webhook-queries.ts'
import classes from './webhooks.module.css'

/** Every message to one endpoint with what became of it; to be sent again one by one, or all that failed. */
export function AdminDeliveries() {
  const t = useWebhookWords()
  return (
    <WebhookAdmins title={t('deliveries.fallback')}>
      <Deliveries />
    </WebhookAdmins>
  )
}

function Deliveries() {
  const t = useWebhookWords()
  const id = String(useParams({ strict: false }).id)
  const { data: webhook, error, refetch } = useQuery(webhookQuery(id))
  useLiveTopics({ webhooks: [webhooksKey] })
  const back = <BackLink href="/admin/webhooks">{t('deliveries.back')}</BackLink>
  if (webhook !== undefined) return <Log webhook={webhook} />
  const isGone = error instanceof ApiProblem && (error.status === 404 || error.status === 400)
  return (
    <AdminPage title={t('deliveries.fallback')}>
      {error === null && <Skeletons rows={5} />}
      {isGone && (
        <EmptyState title={t('deliveries.gone')} action={back}>
          {t('deliveries.goneText')}
        </EmptyState>
      )}
      {error !== null && !isGone && (
        <ErrorState problem={error} title={t('deliveries.loadFailed')} onRetry={() => void refetch()} />
      )}
    </AdminPage>
  )
}

const filters: StateFilter[] = ['all', 'waiting', 'delivered', 'failed']

function Log({ webhook }: { webhook: WebhookView }) {
  const t = useWebhookWords()
  const [state, setState] = useState<StateFilter>('all')
  return (
    <AdminPage
      title={t('deliveries.title', { name: webhook.name })}
      lead={t('deliveries.lead')}
      aside={<Tools webhook={webhook} />}
    >
      <p className={classes.address}>
        <BackLink href="/admin/webhooks">{t('deliveries.back')}</BackLink>
        <code>{webhook.url}</code>
        {webhook.state !== 'on' && <b>{t(`state.${webhook.state}`)}</b>}
      </p>
      <div className={classes.filter}>
        <SegmentedControl
          aria-label={t('deliveries.filter')}
          value={state}
          data={filters.map((value) => ({ value, label: t(`deliveries.${value}`) }))}
          onChange={(value) => setState(filters.find((one) => one === value) ?? 'all')}
        />
      </div>
      <Messages webhook={webhook} state={state} />
    </AdminPage>
  )
}

function Tools({ webhook }: { webhook: WebhookView }) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const [replaying, setReplaying] = useState(false)
  const [busy, setBusy] = useState(false)
  const test = async (): Promise<void> => {
    setBusy(true)
    try {
      await request(testWebhookEndpoint, { params: { id: webhook.id } })
      toast({ message: t('deliveries.testSent') })
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    setBusy(false)
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
  }
  return (
    <div className={classes.tools}>
      <Button onClick={() => setReplaying(true)}>{t('deliveries.replayAll')}</Button>
      <Button variant="filled" loading={busy} onClick={() => void test()}>
        {t('deliveries.test')}
      </Button>
      <ReplayDialog id={webhook.id} opened={replaying} onClose={() => setReplaying(false)} />
    </div>
  )
}

function Messages({ webhook, state }: { webhook: WebhookView; state: StateFilter }) {
  const t = useWebhookWords()
  const list = useInfiniteQuery(deliveriesQuery(webhook.id, state))
  const items = list.data?.pages.flatMap((page) => page.items)
  if (items === undefined) {
    if (list.error === null) return <Skeletons rows={5} />
    return (
      <ErrorState
        problem={list.error}
        title={t('deliveries.loadFailed')}
        onRetry={() => void list.refetch()}
      />
    )
  }
  if (items.length === 0) {
    const isFiltered = state !== 'all'
    return (
      <EmptyState title={t(isFiltered ? 'deliveries.emptyState' : 'deliveries.empty')}>
        {isFiltered ? undefined : t('deliveries.emptyText')}
      </EmptyState>
    )
  }
  return (
    <>
      <ul className={classes.list} aria-label={t('deliveries.title', { name: webhook.name })}>
        {items.map((item) => (
          <DeliveryRow key={item.id} item={item} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  )
}
