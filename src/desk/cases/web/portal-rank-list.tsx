import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  type Modifier,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable'
import { type ReactNode, useState } from 'react'
import type { RankingView } from '#desk/cases/domain/rank-contract.ts'
import { SectionHead } from '#web/components/page-parts.tsx'
import { PortalRankRow } from './portal-rank-row.tsx'
import classes from './portal-ranking.module.css'
import { dragIds, orderAfterDrag, orderOf, orderWith, rankEnd } from './rank-list.ts'
import { useFocusAfter } from './use-focus-after.ts'
import { useRankWords } from './use-rank-words.ts'

type PortalRankListProps = {
  view: RankingView
  onSave: (seen: RankingView, order: string[], moved?: string) => void
}

const upAndDown: Modifier = ({ transform }) => ({ ...transform, x: 0 })

/**
 * The order, to be changed by dragging, by the arrow keys or by plain buttons (WCAG 2.5.7). What is dragged above
 * the end of the ranking is ranked, what is dragged below it is not.
 */
export function PortalRankList({ view: latest, onSave }: PortalRankListProps) {
  const t = useRankWords()
  // While something is dragged, the list stands still whatever colleagues do; saving tells whether they did.
  const [held, setHeld] = useState<RankingView>()
  const view = held ?? latest
  const focusAfter = useFocusAfter(dragIds(view).join())
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 4 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 120, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  )
  const drop = ({ active, over }: DragEndEvent): void => {
    setHeld(undefined)
    if (over === null) return
    focusAfter(`drag-${active.id}`)
    onSave(view, orderAfterDrag(view, String(active.id), String(over.id)), String(active.id))
  }
  const move = (reference: string, rank: number | null, control: string): void => {
    focusAfter(control)
    onSave(view, orderWith(view, reference, rank), reference)
  }
  const accessibility = {
    announcements: useAnnouncements(view),
    screenReaderInstructions: { draggable: t('how') },
  }
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      modifiers={[upAndDown]}
      accessibility={accessibility}
      onDragStart={() => setHeld(latest)}
      onDragCancel={() => setHeld(undefined)}
      onDragEnd={drop}
    >
      <SortableContext items={dragIds(view)} strategy={verticalListSortingStrategy}>
        <section className={classes.part}>
          <SectionHead title={t('ranked')} count={view.ranked.length} />
          {view.ranked.length === 0 && <p className={classes.hint}>{t('rankedNone')}</p>}
          <ol aria-label={t('ranked')}>
            {view.ranked.map((one, index) => (
              <PortalRankRow
                key={one.reference}
                one={one}
                contest={one.contest}
                rank={index + 1}
                count={view.ranked.length}
                onMove={move}
              />
            ))}
          </ol>
        </section>
        <RankEnd>
          <SectionHead title={t('unranked')} count={view.unranked.length} />
        </RankEnd>
        {view.unranked.length === 0 && <p className={classes.hint}>{t('unrankedNone')}</p>}
        <ul aria-label={t('unranked')}>
          {view.unranked.map((one) => (
            <PortalRankRow
              key={one.reference}
              one={one}
              contest={null}
              rank={null}
              count={view.ranked.length}
              onMove={move}
            />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  )
}

/** Where the ranking ends: things are dragged around it, itself it is not dragged. */
function RankEnd({ children }: { children: ReactNode }) {
  const { setNodeRef, transform, transition } = useSortable({ id: rankEnd, disabled: { draggable: true } })
  const style = { transform: transform === null ? undefined : `translateY(${transform.y}px)`, transition }
  return (
    <div ref={setNodeRef} className={classes.end} style={style}>
      {children}
    </div>
  )
}

/** What a screen reader says while something is moved: which case, and which number it would be. */
function useAnnouncements(view: RankingView): Announcements {
  const t = useRankWords()
  const place = (order: string[], reference: string): string => {
    const rank = order.indexOf(reference) + 1
    return rank === 0 ? t('placeNone') : t('place', { rank, count: order.length })
  }
  const say = (key: string, active: string, over: string | undefined): string => {
    const order = over === undefined ? orderOf(view) : orderAfterDrag(view, active, over)
    return t(key, { reference: active, place: place(order, active) })
  }
  const overOf = (over: { id: string | number } | null) => (over === null ? undefined : String(over.id))
  return {
    onDragStart: ({ active }) => say('held', String(active.id), undefined),
    onDragOver: ({ active, over }) =>
      say(over?.id === active.id ? 'held' : 'over', String(active.id), overOf(over)),
    onDragEnd: ({ active, over }) => say('dropped', String(active.id), overOf(over)),
    onDragCancel: ({ active }) => say('cancelled', String(active.id), undefined),
  }
}
