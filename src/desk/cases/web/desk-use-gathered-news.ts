import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { listenLive } from '#web/api/live-channel.ts'
import { refreshQuery } from '#web/api/refresh-query.ts'
import { gather } from './desk-gather.ts'

const gapMs = 1_000

/** Keeps a list fresh that any case may change: however many news come, it is fetched once a second at most. */
export function useGatheredNews(queryKey: QueryKey, topics: readonly string[]): void {
  const queryClient = useQueryClient()
  const latest = useRef({ queryKey, topics })
  useEffect(() => {
    latest.current = { queryKey, topics }
  })
  useEffect(() => {
    const refresh = (): void => void refreshQuery(queryClient, latest.current.queryKey)
    const gathered = gather(refresh, gapMs)
    const leave = listenLive(({ topic }) => {
      if (latest.current.topics.includes(topic)) gathered.call()
    }, refresh)
    return () => {
      leave()
      gathered.stop()
    }
  }, [queryClient])
}
