import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OutgoingItem } from '#channels/email/domain/contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { EmptyState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { DeskOutgoingMessage } from './desk-outgoing-message.tsx'
import { DeskOutgoingState } from './desk-outgoing-state.tsx'
import { outgoingQuery } from './mail-queries.ts'
import { useMailWords } from './use-mail-words.ts'

/** Every mail to customers with what became of it; without an SMTP server this is where it is read. */
export function DeskOutgoingMail() {
  const t = useMailWords()
  const list = useInfiniteQuery(outgoingQuery)
  useLiveTopics({ outgoing_mail: [['outgoing-mail']], resync: [['outgoing-mail']] })
  usePageTitle(t('outgoing.title'))
  const items = list.data?.pages.flatMap((page) => page.items)
  const isKept = items?.some((item) => item.state === 'kept') === true
  return (
    <section className={classes.page} aria-label={t('outgoing.title')}>
      <header className={classes.top}>
        <h1>{t('outgoing.title')}</h1>
        <p>{t(isKept ? 'outgoing.keptLead' : 'outgoing.lead')}</p>
      </header>
      <div className={classes.scroll}>
        {items === undefined && list.error === null && <Skeletons rows={6} />}
        {items === undefined && list.error !== null && (
          <DeskMailProblem
            problem={list.error}
            title={t('outgoing.failed')}
            denied={t('outgoing.denied')}
            deniedText={t('outgoing.deniedText')}
            onRetry={() => void list.refetch()}
          />
        )}
        {items?.length === 0 && (
          <EmptyState title={t('outgoing.empty')}>{t('outgoing.emptyText')}</EmptyState>
        )}
        {items !== undefined && items.length > 0 && (
          <ul className={classes.list} aria-label={t('outgoing.list')}>
            {items.map((item) => (
              <OutgoingRow key={item.id} item={item} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <div className={classes.more}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('outgoing.more')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function OutgoingRow({ item }: { item: OutgoingItem }) {
  const t = useMailWords()
  const [opened, setOpened] = useState(false)
  return (
    <li className={classes.outgoing}>
      <button
        type="button"
        className={classes.outgoingHead}
        aria-expanded={opened}
        onClick={() => setOpened(!opened)}
      >
        <DeskOutgoingState state={item.state} />
        <span className={classes.outgoingMain}>
          <b>{item.subject}</b>
          <span>
            {t(`outgoing.kind.${item.kind}`)}, {t('outgoing.to', { to: item.to })}
          </span>
        </span>
        <TimeText at={item.sentAt ?? item.queuedAt} />
      </button>
      {opened && <DeskOutgoingMessage item={item} />}
    </li>
  )
}
