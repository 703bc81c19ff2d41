import { useQuery, useQueryClient } from '@tanstack/react-query'
import { readCaseEndpoint } from '#desk/cases/domain/contract.ts'
import { readTimelineEndpoint, type TimelineItem } from '#desk/messages/domain/contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'
import { announce } from '#web/layouts/announcer.tsx'
import { usePortalCaseWords } from './use-portal-case-words.ts'

/** A case and its conversation, kept fresh while they are on screen; `refresh` after an act of the reader. */
export function usePortalCase(reference: string) {
  const t = usePortalCaseWords()
  const queryClient = useQueryClient()
  const keys = [['case', reference], ['cases']]
  useLiveTopics({ case: keys }, (message) => {
    if (message.id === reference) announce(t('news'))
  })
  const one = useQuery({
    queryKey: ['case', reference],
    queryFn: ({ signal }) => request(readCaseEndpoint, { params: { reference }, signal }),
  })
  const timeline = useQuery({
    queryKey: ['case', reference, 'timeline'],
    queryFn: ({ signal }) => wholeTimeline(reference, signal),
  })
  const refresh = async (): Promise<void> => {
    await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
  }
  return { one, timeline, refresh }
}

/** A conversation is read whole: its end matters most, and pages come oldest first. */
async function wholeTimeline(reference: string, signal: AbortSignal): Promise<TimelineItem[]> {
  const items: TimelineItem[] = []
  let after: string | undefined
  do {
    const page = await request(readTimelineEndpoint, {
      params: { reference },
      query: { limit: 100, ...(after !== undefined && { after }) },
      signal,
    })
    items.push(...page.items)
    after = page.next ?? undefined
  } while (after !== undefined)
  return items
}
