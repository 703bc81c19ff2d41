import { Button, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { Skeletons } from '#web/components/skeletons.tsx'
import { EmptyState, ErrorState } from '#web/components/states.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { serviceRequestsQuery } from './approval-queries.ts'
import { ApprovalRow } from './approval-row.tsx'
import classes from './approvals.module.css'
import { CapacityBoard } from './capacity-board.tsx'
import { useApprovalWords } from './use-approval-words.ts'

const states = ['waiting', 'answered'] as const

/** Every service that customers ask for, those that wait first, and how many places each has. */
export function DeskApprovals() {
  const t = useApprovalWords()
  const [state, setState] = useState<(typeof states)[number]>('waiting')
  const list = useInfiniteQuery(serviceRequestsQuery(state))
  useLiveTopics({ case: [['on-request']] })
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <DeskPage
      title={t('desk.title')}
      lead={t('desk.lead')}
      tools={
        <SegmentedControl
          mt={8}
          aria-label={t('desk.states')}
          value={state}
          onChange={(value) => setState(states.find((one) => one === value) ?? 'waiting')}
          data={states.map((value) => ({ value, label: t(`desk.${value}`) }))}
        />
      }
      scrolls={t('desk.list')}
    >
      {items === undefined && list.error === null && <Skeletons rows={6} />}
      {items === undefined && list.error !== null && (
        <ErrorState problem={list.error} title={t('desk.failed')} onRetry={() => void list.refetch()} />
      )}
      {items?.length === 0 && state === 'waiting' && (
        <EmptyState title={t('desk.empty')}>{t('desk.emptyText')}</EmptyState>
      )}
      {items?.length === 0 && state === 'answered' && <EmptyState title={t('desk.emptyAnswered')} />}
      {items !== undefined && items.length > 0 && (
        <ul className={classes.list} aria-label={t('desk.list')}>
          {items.map((item) => (
            <ApprovalRow key={item.id} item={item} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('desk.more')}
          </Button>
        </div>
      )}
      <CapacityBoard />
    </DeskPage>
  )
}
