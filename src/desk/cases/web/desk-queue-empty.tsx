import { Button } from '@mantine/core'
import { useLines } from '#desk/lines/web/use-lines.ts'
import { useMe } from '#people/auth/web/use-me.ts'
import { AppLink } from '#web/components/app-link.tsx'
import { EmptyState } from '#web/components/states.tsx'
import { useCounts } from './desk-use-counts.ts'
import { useDeskWords } from './desk-use-words.ts'
import { type DeskView, findView, linesOf, viewCount } from './desk-views.ts'

/** An empty list: what that means, and where work waits instead. */
export function DeskQueueEmpty({ view }: { view: DeskView }) {
  const t = useDeskWords()
  const elsewhere = useUnassigned()
  const title = t(`queue.empty.${emptyKey(view)}`)
  if (elsewhere.count === 0 || elsewhere.key === undefined || view.line !== undefined)
    return <EmptyState title={title}>{t('queue.emptyCalm')}</EmptyState>
  return (
    <EmptyState
      title={title}
      action={
        <Button component={AppLink} href={`/desk?view=${elsewhere.key}`}>
          {t('view.unassignedOf', { line: elsewhere.line })}
        </Button>
      }
    >
      {t('queue.emptyText', { count: elsewhere.count })}
    </EmptyState>
  )
}

function emptyKey(view: DeskView): string {
  if (view.words === 'view.unassigned') return 'unassigned'
  return view.line === undefined ? view.key : 'line'
}

/** Cases without owner on the reader's lines, and the first list that has some. */
function useUnassigned(): { count: number; key?: string; line?: number | undefined } {
  const me = useMe()
  const lines = useLines()
  const counts = useCounts() ?? {}
  const views = linesOf(lines, me.id).map((line) => findView(`line-${line.number}-unassigned`, lines))
  const first = views.find((view) => viewCount(view, counts) > 0)
  const count = views.reduce((sum, view) => sum + viewCount(view, counts), 0)
  return { count, ...(first && { key: first.key, line: first.line }) }
}
