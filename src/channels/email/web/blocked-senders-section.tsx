import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { BlockedSender } from '#channels/email/domain/blocked-senders-contract.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { DataTable } from '#web/components/data-table.tsx'
import { SectionHead } from '#web/components/page-parts.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { DeskBlockDialog } from './desk-block-dialog.tsx'
import { blockedQuery } from './triage-queries.ts'
import classes from './triage.module.css'
import { useTriageActs } from './use-triage-acts.ts'
import { useTriageWords } from './use-triage-words.ts'

/** Whose mail is kept away from triage, how much it was, and the way to end it: a part of the page of addresses. */
export function BlockedSendersSection() {
  const t = useTriageWords()
  const list = useInfiniteQuery(blockedQuery)
  const [opened, add] = useDisclosure(false)
  useLiveTopics({ blocked_senders: [['blocked-senders']], triage: [['blocked-senders', 'list']] })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <section className={classes.section} aria-labelledby="blocked-senders">
      <SectionHead
        id="blocked-senders"
        title={t('senders.title')}
        aside={
          <Button size="xs" onClick={add.open}>
            {t('senders.add')}
          </Button>
        }
      />
      <p>{t('senders.lead')}</p>
      {items === undefined && list.error === null && <Skeletons rows={3} />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('senders.failed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && <p>{t('senders.empty')}</p>}
      {items !== undefined && items.length > 0 && <Senders items={items} />}
      {list.hasNextPage && (
        <div>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('senders.more')}
          </Button>
        </div>
      )}
      {opened && <DeskBlockDialog messages={[]} byHand onClose={add.close} />}
    </section>
  )
}

function Senders({ items }: { items: BlockedSender[] }) {
  const t = useTriageWords()
  const acts = useTriageActs()
  const end = ({ id, sender, endedAt }: BlockedSender) =>
    endedAt === null ? (
      <Button
        size="xs"
        aria-label={t('senders.endOf', { sender })}
        onClick={() => void acts.orTell(acts.unblock(id))}
      >
        {t('senders.end')}
      </Button>
    ) : (
      t('senders.over')
    )
  return (
    <DataTable
      label={t('senders.list')}
      columns={[
        { key: 'sender', title: t('senders.sender') },
        { key: 'reason', title: t('senders.reason') },
        { key: 'since', title: t('senders.since') },
        { key: 'until', title: t('senders.until') },
        { key: 'mails', title: t('senders.mails'), align: 'end' },
        { key: 'acts', title: t('senders.acts'), quiet: true, align: 'end' },
      ]}
      rows={items.map((item) => ({
        key: item.id,
        muted: item.endedAt !== null,
        cells: [
          item.sender,
          item.reason,
          <Since key="since" item={item} />,
          <Until key="until" item={item} />,
          item.mails,
          end(item),
        ],
      }))}
    />
  )
}

function Since({ item }: { item: BlockedSender }) {
  const t = useTriageWords()
  return (
    <span>
      <TimeText at={item.blockedAt} as="date" /> {t('senders.by', { name: item.by })}
    </span>
  )
}

function Until({ item }: { item: BlockedSender }) {
  const t = useTriageWords()
  const end = item.endedAt ?? item.until
  return end === null ? t('senders.open') : <TimeText at={end} as="date" />
}
