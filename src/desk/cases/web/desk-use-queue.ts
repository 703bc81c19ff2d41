import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { CaseSummary } from '#desk/cases/domain/contract.ts'
import { useNow } from '#web/time/use-now.ts'
import {
  dueGroupOf,
  endOfDay,
  keepPlaces,
  movedCount,
  type Place,
  type PlacedRow,
  placesOf,
} from './desk-queue-places.ts'
import { casesQuery, rowsOf } from './desk-queries.ts'
import { useGatheredNews } from './desk-use-gathered-news.ts'
import type { DeskView } from './desk-views.ts'

export type Queue = {
  /** Undefined while nothing is known. */
  rows: PlacedRow[] | undefined
  waiting: CaseSummary[]
  /** How many rows would stand elsewhere if the list were put in its present order. */
  moved: number
  /** Puts the list in its present order, what waits included. */
  settle: () => void
  problem: unknown
  /** When the rows on screen were true, epoch milliseconds by this computer. */
  loadedAt: number
  retry: () => void
  hasMore: boolean
  loadingMore: boolean
  more: () => void
}

/** A list of cases that stays where it is while news come in. */
export function useQueue(query: DeskView['query']): Queue {
  const cases = useInfiniteQuery(casesQuery(query))
  useGatheredNews(['cases'], ['case'])
  const latest = useMemo(
    () => (cases.data === undefined ? undefined : rowsOf(cases.data.pages)),
    [cases.data],
  )
  const pageCount = cases.data?.pages.length ?? 0
  const list = `${JSON.stringify(query)} ${pageCount}`
  const [settled, setSettled] = useState<{ list: string; places: Place[] }>()
  // A list somebody has just opened, or asked more of, is in order; from then on it keeps its places.
  const isSettled = settled?.list === list
  if (latest !== undefined && !isSettled) setSettled({ list, places: placesOf(latest) })
  const kept = useMemo(
    () =>
      latest === undefined ? undefined : keepPlaces(isSettled ? settled.places : placesOf(latest), latest),
    [latest, isSettled, settled],
  )
  const now = useNow()
  const byDue = query.sort === 'due'
  const moved = useMemo(
    () =>
      kept === undefined || latest === undefined
        ? 0
        : movedCount(kept.rows, latest, (place) => (byDue ? dueGroupOf(place, now, endOfDay(now)) : '')),
    [kept, latest, byDue, now],
  )
  return {
    rows: kept?.rows,
    waiting: kept?.waiting ?? [],
    moved,
    settle: () => latest !== undefined && setSettled({ list, places: placesOf(latest) }),
    problem: cases.error,
    loadedAt: cases.dataUpdatedAt,
    retry: () => void cases.refetch(),
    hasMore: cases.hasNextPage,
    loadingMore: cases.isFetchingNextPage,
    more: () => void cases.fetchNextPage(),
  }
}

/** Calls back when the number grows. */
export function useOnMore(count: number, tell: (count: number) => void): void {
  const last = useRef(0)
  useEffect(() => {
    if (count > last.current) tell(count)
    last.current = count
  }, [count, tell])
}
