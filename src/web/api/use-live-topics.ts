import { useEffect, useRef } from 'react'
import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { listenLive, type LiveMessage } from './live-channel.ts'

/** Which queries a topic makes stale, e.g. `{ case: [['cases']], triage: [['triage']] }`; a message's id says which one. */
export type LiveTopics = Record<string, QueryKey[]>

/**
 * Keeps queries fresh while the component is on screen: a message on a topic makes its queries stale,
 * a reconnect makes all of them stale, since news may have been missed.
 * @param onNews told about every message of the topics, e.g. to announce it
 */
export function useLiveTopics(topics: LiveTopics, onNews?: (message: LiveMessage) => void): void {
  const queryClient = useQueryClient()
  const latest = useRef({ topics, onNews })
  useEffect(() => {
    latest.current = { topics, onNews }
  })
  useEffect(() => {
    const refresh = (keys: QueryKey[]): void => {
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey })
    }
    return listenLive(
      (message) => {
        const keys = latest.current.topics[message.topic]
        if (keys === undefined) return
        refresh(keys)
        latest.current.onNews?.(message)
      },
      () => refresh(Object.values(latest.current.topics).flat()),
    )
  }, [queryClient])
}
