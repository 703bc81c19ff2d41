import { useEffect, useRef } from 'react'
import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { listenLive, type LiveMessage } from './live-channel.ts'
import { refreshQuery } from './refresh-query.ts'

/** Which queries a topic makes stale, e.g. `{ case: [['cases']], triage: [['triage']] }`; a message's id says which one. */
export type LiveTopics = Record<string, QueryKey[]>

/**
 * Keeps queries fresh while the component is on screen: a message on a topic makes its queries stale;
 * where news may have been missed, all of them.
 * @param onNews told about every message of the topics, e.g. to announce it
 * @param of where messages of one id are followed only
 */
export function useLiveTopics(
  topics: LiveTopics,
  onNews?: (message: LiveMessage) => void,
  of?: string,
): void {
  const queryClient = useQueryClient()
  const latest = useRef({ topics, onNews, of })
  useEffect(() => {
    latest.current = { topics, onNews, of }
  })
  useEffect(() => {
    const refresh = (keys: QueryKey[]): void => keys.forEach((key) => void refreshQuery(queryClient, key))
    return listenLive(
      (message) => {
        const { topics: known, onNews: tell, of: id } = latest.current
        const keys = known[message.topic]
        if (keys === undefined || (id !== undefined && message.id !== id)) return
        refresh(keys)
        tell?.(message)
      },
      () => refresh(Object.values(latest.current.topics).flat()),
    )
  }, [queryClient])
}
