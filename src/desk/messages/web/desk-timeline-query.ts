import { queryOptions } from '@tanstack/react-query'
import { readTimelineEndpoint, type TimelineItem } from '#desk/messages/domain/contract.ts'
import { request } from '#web/api/request.ts'

const pageLimit = 100
/** Longer conversations exist only by accident; what is beyond is not read. */
const mostPages = 20

/** The whole timeline of a case, oldest first. */
export function timelineQuery(reference: string) {
  return queryOptions({
    queryKey: ['timeline', reference],
    staleTime: 5_000,
    queryFn: async ({ signal }): Promise<TimelineItem[]> => {
      const items: TimelineItem[] = []
      let after: string | undefined
      for (let page = 0; page < mostPages; page += 1) {
        // Each page begins where the one before ended.
        const answer = await request(readTimelineEndpoint, {
          params: { reference },
          query: { limit: pageLimit, ...(after !== undefined && { after }) },
          signal,
        })
        items.push(...answer.items)
        if (answer.next === null) break
        after = answer.next
      }
      return items
    },
  })
}

/** The newest thing somebody else has written, which a reader should know before answering. */
export function newestOfOthers(items: readonly TimelineItem[]): TimelineItem | undefined {
  return items.findLast((item) => item.kind !== 'event' && !item.author.mine)
}
