import { useState } from 'react'
import { Button } from '@mantine/core'
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs'
import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs'
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import {
  type DeliveryItem,
  type DeliveryView,
  replayDeliveryEndpoint,
} from '#channels/webhooks/domain/contract.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { eventWord } from './event-word.ts'
import { useWebhookWords } from './use-webhook-words.ts'
import { deliveryQuery, webhooksKey } from './webhook-queries.ts'
import classes from './webhooks.module.css'

const icons = { waiting: IconClock, delivered: IconCheck, failed: IconAlertTriangle }

/** One message: its state at a glance; opened, what was sent and what each attempt came to. */
export function DeliveryRow({ item }: { item: DeliveryItem }) {
  const t = useWebhookWords()
  const [opened, setOpened] = useState(false)
  const Icon = icons[item.state]
  return (
    <li>
      <button type="button" className={classes.row} aria-expanded={opened} onClick={() => setOpened(!opened)}>
        <span className={classes.mark} data-state={item.state}>
          <Icon size={14} stroke={1.75} aria-hidden />
          {t(`deliveries.state.${item.state}`)}
        </span>
        <span className={classes.rowMain}>
          <b>{t(eventWord(item.type), { defaultValue: item.type })}</b>
          <span>
            <Facts item={item} />
          </span>
        </span>
        <TimeText at={item.occurredAt} as="moment" />
      </button>
      {opened && <Opened id={item.id} />}
    </li>
  )
}

function Facts({ item }: { item: DeliveryItem }) {
  const t = useWebhookWords()
  if (item.waitsForEarlier) return t('deliveries.behind')
  const words = [
    t('deliveries.tries', { count: item.tries }),
    item.lastStatus === null ? undefined : String(item.lastStatus),
    item.lastError ?? undefined,
  ].filter((word) => word !== undefined)
  return (
    <>
      {words.join(' · ')}
      {item.nextAttemptAt !== null && item.tries > 0 && (
        <>
          {' · '}
          {t('deliveries.next')} <TimeText at={item.nextAttemptAt} as="moment" />
        </>
      )}
    </>
  )
}

function Opened({ id }: { id: string }) {
  const t = useWebhookWords()
  const queryClient = useQueryClient()
  const { data, error, refetch } = useQuery(deliveryQuery(id))
  const replay = async (): Promise<void> => {
    try {
      await request(replayDeliveryEndpoint, { params: { id } })
      toast({ message: t('deliveries.replaying') })
    } catch (failure) {
      toast({ message: problemSentence(failure), tone: 'bad' })
    }
    void queryClient.invalidateQueries({ queryKey: webhooksKey })
  }
  if (data === undefined) {
    if (error === null) return <Skeletons rows={2} shape="text" />
    return <ErrorState problem={error} title={t('deliveries.oneFailed')} onRetry={() => void refetch()} />
  }
  return (
    <div className={classes.one}>
      <p>
        {t('deliveries.id')} <code>{data.id}</code>
      </p>
      <section>
        <h3>{t('deliveries.sent')}</h3>
        <pre className={classes.code}>{data.body}</pre>
      </section>
      <section>
        <h3>{t('deliveries.attempts')}</h3>
        <Attempts of={data} />
      </section>
      {data.state !== 'waiting' && (
        <Button className={classes.sendAgain ?? ''} onClick={() => void replay()}>
          {t('deliveries.replay')}
        </Button>
      )}
    </div>
  )
}

function Attempts({ of: { attempts } }: { of: DeliveryView }) {
  const t = useWebhookWords()
  if (attempts.length === 0) return <p>{t('deliveries.noAttempt')}</p>
  return (
    <ul className={classes.attempts}>
      {attempts.map((attempt) => (
        <li key={attempt.at}>
          <p>
            <TimeText at={attempt.at} as="full" />
            <b>{attempt.status ?? t('deliveries.noStatus')}</b>
            <span>{t('deliveries.took', { count: attempt.milliseconds })}</span>
            {attempt.error !== null && <span>{attempt.error}</span>}
          </p>
          {attempt.answer !== null && attempt.answer !== '' && (
            <pre className={classes.code}>{attempt.answer}</pre>
          )}
        </li>
      ))}
    </ul>
  )
}
