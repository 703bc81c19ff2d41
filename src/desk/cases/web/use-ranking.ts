import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { rankCasesEndpoint, readRankingEndpoint, type RankingView } from '#desk/cases/domain/rank-contract.ts'
import { ApiProblem } from '#web/api/api-problem.ts'
import { problemSentence } from '#web/api/problem-sentence.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { toast } from '#web/components/toast.tsx'
import { changeTo, isSameOrder, orderOf, orderWith, withChange } from './rank-list.ts'
import { useRankWords } from './use-rank-words.ts'

const queryKey = ['ranking']

/** An order that was not saved, because a colleague saved another one meanwhile. */
export type RankClash = { order: string[] }

/** The order of the company's cases, kept fresh, and how it is changed. */
export function useRanking() {
  const t = useRankWords()
  const queryClient = useQueryClient()
  const [clash, setClash] = useState<RankClash>()
  /** Saves go one after another: each names the version that the one before made. */
  const saving = useRef(Promise.resolve())
  useLiveTopics({ ranking: [queryKey], case: [queryKey] })
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => request(readRankingEndpoint, { signal }),
  })

  const write = async (seen: RankingView, order: string[]): Promise<RankingView | undefined> => {
    const change = changeTo(seen, order)
    await queryClient.cancelQueries({ queryKey })
    queryClient.setQueryData(queryKey, withChange(seen, change))
    try {
      const after = await request(rankCasesEndpoint, { body: { version: seen.version, ...change } })
      queryClient.setQueryData(queryKey, after)
      setClash(undefined)
      void queryClient.invalidateQueries({ queryKey: ['cases'] })
      return after
    } catch (problem) {
      queryClient.setQueryData(queryKey, seen)
      await queryClient.invalidateQueries({ queryKey })
      if (problem instanceof ApiProblem && problem.code === 'ranking_changed') setClash({ order })
      else toast({ message: `${t('notSaved')} ${problemSentence(problem)}`, tone: 'bad' })
      return undefined
    }
  }

  /**
   * Saves an order made from what the reader has seen. Said with the case that was moved, and with a way back.
   * @param seen the list as it was when the reader began to move something
   */
  const save = (seen: RankingView, order: string[], moved?: string): void => {
    const before = orderOf(seen)
    if (isSameOrder(before, order)) return
    saving.current = saving.current.then(async () => {
      const after = await write(seen, order)
      if (after === undefined) return
      const undo = (): void => {
        saving.current = saving.current.then(async () => {
          const now = queryClient.getQueryData<RankingView>(queryKey) ?? after
          if ((await write(now, orderBack(now, before, moved))) !== undefined)
            toast({ message: t('undone'), instead: 'ranking' })
        })
      }
      toast({ message: savedWords(t, order, moved), undo, instead: 'ranking' })
    })
  }
  return { query, save, clash, dismiss: () => setClash(undefined) }
}

/** What was moved goes back to the rank it had, wherever the others are by now; else the whole order does. */
function orderBack(now: RankingView, before: string[], moved: string | undefined): string[] {
  if (moved === undefined) return before
  const rank = before.indexOf(moved) + 1
  return orderWith(now, moved, rank === 0 ? null : rank)
}

function savedWords(t: ReturnType<typeof useRankWords>, order: string[], moved: string | undefined): string {
  if (moved === undefined) return t('savedAll')
  const rank = order.indexOf(moved) + 1
  return rank === 0 ? t('savedOut', { reference: moved }) : t('saved', { reference: moved, rank })
}
