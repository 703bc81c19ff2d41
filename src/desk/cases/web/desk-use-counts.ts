import { useQuery } from '@tanstack/react-query'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { countsQuery } from './desk-queries.ts'

/** The numbers beside the views, kept fresh while somebody looks at them; undefined until they are known. */
export function useCounts(): Record<string, number> | undefined {
  useLiveTopics({ case: [['counts']], triage: [['counts']], resync: [['counts']] })
  return useQuery(countsQuery).data
}
