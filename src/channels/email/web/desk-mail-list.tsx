import { Button } from '@mantine/core'
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import type { ReactNode, RefObject } from 'react'
import { EmptyState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { DeskPage } from '#web/layouts/desk-page.tsx'
import { DeskMailProblem } from './desk-mail-problem.tsx'
import classes from './desk-mail.module.css'
import { useMailWords } from './use-mail-words.ts'

type DeskMailListProps<Item> = {
  /** Its words: `title`, `empty`, `failed`, … of this part. */
  part: 'triage' | 'outgoing'
  lead: string
  list: UseInfiniteQueryResult<InfiniteData<{ items: Item[] }>>
  row: (item: Item) => ReactNode
  /** Above the list: a filter, what can be done with all of it. */
  tools?: ReactNode
  /** At the right of the heading. */
  aside?: ReactNode
  listRef?: RefObject<HTMLUListElement | null>
  /** Where only some of it is shown: what it means that there is none. */
  none?: string | undefined
}

/** A page of the desk that lists mail: loading, refused, failed, empty, full, and more on demand. */
export function DeskMailList<Item>({
  part,
  lead,
  list,
  row,
  tools,
  none,
  aside,
  listRef,
}: DeskMailListProps<Item>) {
  const t = useMailWords()
  const items = list.data?.pages.flatMap((page) => page.items)
  return (
    <DeskPage title={t(`${part}.title`)} lead={lead} aside={aside} tools={tools}>
      {items === undefined && list.error === null && <Skeletons rows={6} />}
      {items === undefined && list.error !== null && (
        <DeskMailProblem
          problem={list.error}
          title={t(`${part}.failed`)}
          denied={t(`${part}.denied`)}
          deniedText={t(`${part}.deniedText`)}
          onRetry={() => void list.refetch()}
        />
      )}
      {items?.length === 0 && none === undefined && (
        <EmptyState title={t(`${part}.empty`)}>{t(`${part}.emptyText`)}</EmptyState>
      )}
      {items?.length === 0 && none !== undefined && <EmptyState title={none} />}
      {items !== undefined && items.length > 0 && (
        <ul ref={listRef} className={classes.list} aria-label={t(`${part}.list`)}>
          {items.map(row)}
        </ul>
      )}
      {list.hasNextPage && (
        <div className={classes.more}>
          <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t(`${part}.more`)}
          </Button>
        </div>
      )}
    </DeskPage>
  )
}
