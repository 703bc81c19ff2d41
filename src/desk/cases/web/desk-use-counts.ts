import { useQuery } from '@tanstack/react-query'
import { countsQuery } from './desk-queries.ts'
import { useGatheredNews } from './desk-use-gathered-news.ts'

/** The numbers beside the views, kept fresh while somebody looks at them; undefined until they are known. */
export function useCounts(): Record<string, number> | undefined {
  useGatheredNews(['counts'], ['case', 'triage'])
  return useQuery(countsQuery).data
}
