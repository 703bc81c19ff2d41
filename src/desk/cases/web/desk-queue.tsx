import { Button } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useGo } from '#people/auth/web/use-go.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { ErrorState } from '#web/components/states.tsx'
import { Skeletons } from '#web/components/skeletons.tsx'
import { TimeText } from '#web/components/time-text.tsx'
import { toast } from '#web/components/toast.tsx'
import { announce } from '#web/layouts/announcer.tsx'
import { usePageTitle } from '#web/layouts/use-page-title.ts'
import { DeskFindBox } from './desk-find-box.tsx'
import { focusedReference, focusFind, moveFocus, narrowFindId } from './desk-row-focus.ts'
import { DeskQueueEmpty } from './desk-queue-empty.tsx'
import { DeskQueueRows } from './desk-queue-rows.tsx'
import classes from './desk-queue.module.css'
import { DeskSnoozeDialog } from './desk-snooze-dialog.tsx'
import { useWorkWords } from './desk-use-work-words.ts'
import { rememberList } from './desk-last-list.ts'
import { useCaseChange } from './desk-use-case-change.ts'
import { useCounts } from './desk-use-counts.ts'
import { useDeskKeys } from './desk-use-keys.ts'
import { useDeskWords } from './desk-use-words.ts'
import { type Queue, useOnMore, useQueue } from './desk-use-queue.ts'
import { useWhenLeftAlone } from './desk-use-left-alone.ts'
import { useTakeNext } from './desk-use-take-next.ts'
import { type DeskView, findView, readQueueSearch, viewCount } from './desk-views.ts'

/** The work of the desk: cases by next due time, kept fresh, worked by keyboard. */
export function DeskQueue() {
  const { view: key, q } = readQueueSearch(useSearch({ strict: false }))
  const go = useGo()
  const lines = useLines()
  useEffect(() => {
    if (q !== undefined) go(`/desk/search?q=${encodeURIComponent(q)}`, 'replace')
    else if (key === undefined) go('/desk?view=my-turn', 'replace')
  }, [key, q, go])
  const view = findView(key, lines)
  return <QueueOf key={view.key} view={view} />
}

function QueueOf({ view }: { view: DeskView }) {
  const t = useDeskWords()
  const me = useMe()
  const counts = useCounts()
  const queue = useQueue(view.query)
  const takeNext = useTakeNext()
  const { change } = useCaseChange()
  const say = useWorkWords()
  const [snoozing, setSnoozing] = useState<CaseSummary>()
  const name = viewName(view, t)
  usePageTitle(name)
  const tellFresh = useCallback((count: number) => announce(t('queue.freshHeard', { count })), [t])
  const tellMoved = useCallback((count: number) => announce(t('queue.movedHeard', { count })), [t])
  useOnMore(queue.waiting.length, tellFresh)
  useOnMore(queue.moved, tellMoved)
  const list = useRef<HTMLUListElement>(null)
  const pill = useRef<HTMLButtonElement>(null)
  const news = [
    ...(queue.waiting.length > 0 ? [t('queue.fresh', { count: queue.waiting.length })] : []),
    ...(queue.moved > 0 ? [t('queue.moved', { count: queue.moved })] : []),
  ]
  useWhenLeftAlone([list, pill], news.length > 0, queue.settle)
  const rows = queue.rows ?? []
  const href = `/desk?view=${view.key}`
  useEffect(() => {
    if (rows.length > 0) rememberList({ href, references: rows.map(({ row }) => row.reference) })
  })
  const focusedRow = (): CaseSummary | undefined =>
    rows.find((one) => one.row.reference === focusedReference())?.row
  useDeskKeys({
    j: () => moveFocus(list.current, 1),
    k: () => moveFocus(list.current, -1),
    '/': () => focusFind(),
    z: () => {
      const row = focusedRow()
      if (row === undefined) return
      if (row.assignee === null) toast({ message: say('snooze.takeFirst') })
      else setSnoozing(row)
    },
    i: () => {
      const row = focusedRow()
      if (row === undefined || row.assignee?.id === me.id) return
      void change({
        case: row,
        change: { assigneeId: me.id },
        done: t('change.mine', { reference: row.reference }),
        undo: { assigneeId: row.assignee?.id ?? null },
      }).catch(() => undefined)
    },
  })
  const count = view.counts.length > 0 && counts !== undefined ? viewCount(view, counts) : undefined
  return (
    <section className={classes.queue} aria-label={name}>
      <header className={classes.top}>
        <h1>{name}</h1>
        {count !== undefined && <span className={classes.count}>{count}</span>}
        <span className={classes.grow} />
        {news.length > 0 && (
          <button ref={pill} type="button" className={classes.fresh} onClick={queue.settle}>
            {t('queue.show', { news: news.join(', ') })}
          </button>
        )}
        <Button component={AppLink} href="/desk/cases/new" className={classes.newCase}>
          {say('open.short')}
        </Button>
        <Button variant="filled" loading={takeNext.busy} onClick={() => void takeNext.take()}>
          {t('queue.takeNext')}
        </Button>
      </header>
      <div className={classes.narrowFind}>
        <DeskFindBox id={narrowFindId} />
      </div>
      <QueueBody queue={queue} view={view} name={name} listRef={list} onMove={moveFocus} readerId={me.id} />
      <DeskSnoozeDialog found={snoozing} onClose={() => setSnoozing(undefined)} />
    </section>
  )
}

type QueueBodyProps = {
  queue: Queue
  view: DeskView
  name: string
  listRef: React.RefObject<HTMLUListElement | null>
  onMove: (list: HTMLUListElement | null, by: number) => void
  readerId: string
}

function QueueBody({ queue, view, name, listRef, onMove, readerId }: QueueBodyProps) {
  const t = useDeskWords()
  const { rows, problem } = queue
  if (rows === undefined && problem !== null && problem !== undefined)
    return <ErrorState title={t('queue.failed')} problem={problem} onRetry={queue.retry} />
  if (rows === undefined) return <Skeletons rows={8} />
  return (
    <div className={classes.rows}>
      {problem !== null && problem !== undefined && (
        <p className={classes.stale} role="status">
          <StaleSince at={queue.loadedAt} />
          <Button size="xs" onClick={queue.retry}>
            {t('queue.retry')}
          </Button>
        </p>
      )}
      {rows.length === 0 ? (
        <DeskQueueEmpty view={view} />
      ) : (
        <DeskQueueRows
          rows={rows}
          byDue={view.query.sort === 'due'}
          label={t('queue.list', { name })}
          listRef={listRef}
          readerId={readerId}
          onMove={onMove}
        />
      )}
      {queue.hasMore && (
        <div className={classes.more}>
          <Button loading={queue.loadingMore} onClick={queue.more}>
            {t('queue.more')}
          </Button>
        </div>
      )}
    </div>
  )
}

function StaleSince({ at }: { at: number }) {
  const t = useDeskWords()
  const [before, after] = t('queue.stale', { time: '\n' }).split('\n')
  return (
    <span>
      {before}
      <TimeText at={new Date(at).toISOString()} as="time" />
      {after}
    </span>
  )
}

function viewName(view: DeskView, t: ReturnType<typeof useDeskWords>): string {
  const unassigned = view.words === 'view.unassigned'
  return t(unassigned ? 'view.unassignedOf' : view.words, { line: view.line })
}
