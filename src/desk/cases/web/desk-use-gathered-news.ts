import { type QueryKey, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { refreshQuery } from '#web/api/refresh-query.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { gather } from './desk-gather.ts'

const gapMs = 1_000

/** Keeps a list fresh that any case may change: however many news come, it is fetched once a second at most. */
export function useGatheredNews(queryKey: QueryKey, topics: readonly string[]): void {
  const queryClient = useQueryClient()
  const latest = useRef(queryKey)
  useEffect(() => {
    latest.current = queryKey
  })
  const gathered = useRef<ReturnType<typeof gather>>(undefined)
  useEffect(() => {
    const made = gather(() => void refreshQuery(queryClient, latest.current), gapMs)
    gathered.current = made
    return made.stop
  }, [queryClient])
  const quiet = Object.fromEntries(topics.map((topic) => [topic, [] as QueryKey[]]))
  useLiveTopics({ ...quiet, resync: [queryKey] }, (message) => {
    if (message.topic !== 'resync') gathered.current?.call()
  })
}
