import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { TriageItem } from '#channels/email/domain/contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { DeskSenderWord } from './desk-sender-word.tsx'
import { triageListQuery } from './mail-queries.ts'
import { useMailWords } from './use-mail-words.ts'

/** Mail that became no case: from whom, why it is here, and the way to decide. */
export function DeskTriage() {
  const t = useMailWords()
  const list = useInfiniteQuery(triageListQuery)
  useLiveTopics({ triage: [['triage', 'list']], resync: [['triage']] }, (message) => {
    if (message.topic === 'triage' && message.version === 1) announce(t('triage.fresh'))
  })
  usePageTitle(t('triage.title'))
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section className={classes.page} aria-label={t('triage.title')}>
      <header className={classes.top}>
        <h1>{t('triage.title')}</h1>
        <p>{t('triage.lead')}</p>
      </header>
      <div className={classes.scroll}>
        {items === undefined && list.error === null && <Skeletons rows={6} />}
        {items === undefined && list.error !== null && (
          <DeskMailProblem
            problem={list.error}
            title={t('triage.failed')}
            denied={t('triage.denied')}
            deniedText={t('triage.deniedText')}
            onRetry={() => void list.refetch()}
          />
        )}
        {items?.length === 0 && <EmptyState title={t('triage.empty')}>{t('triage.emptyText')}</EmptyState>}
        {items !== undefined && items.length > 0 && (
          <ul className={classes.list} aria-label={t('triage.list')}>
            {items.map((item) => (
              <TriageRow key={item.id} item={item} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <div className={classes.more}>
            <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('triage.more')}
            </Button>
          </div>
        )}
      </div>
    </section>
  )
}

function TriageRow({ item }: { item: TriageItem }) {
  const t = useMailWords()
  return (
    <li className={classes.row}>
      <p className={classes.rowHead}>
        <AppLink href={`/desk/triage/${item.id}`}>{item.subject || t('triage.noSubject')}</AppLink>
        <TimeText at={item.receivedAt} />
      </p>
      <p className={classes.rowFrom}>
        <span>{item.from.name ?? item.from.address ?? t('triage.noSender')}</span>
        {item.from.name !== null && item.from.address !== null && <span>{item.from.address}</span>}
        <DeskSenderWord sender={item.sender} />
      </p>
      <p className={classes.rowWhy}>{item.reason}</p>
      <p className={classes.rowText}>{item.preview}</p>
    </li>
  )
}
