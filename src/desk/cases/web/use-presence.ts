import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import {
  notePresenceEndpoint,
  type PresenceView,
  readPresencesEndpoint,
} from '#desk/cases/domain/presence.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'

const beatMilliseconds = 5_000
const none: PresenceView[] = []

/**
 * Says that the reader has this case before them, for as long as the page is on screen, and who else has. A page
 * in the background is nobody's.
 */
export function usePresence(reference: string, doing: PresenceView['doing']): PresenceView[] {
  const [others, setOthers] = useState(none)
  const beat = useRef(() => {})
  useLiveTopics({ presence: [] }, (message) => {
    if (message.id === reference) beat.current()
  })
  useEffect(() => {
    let isGone = false
    const say = (what: PresenceView['doing'] | 'gone'): void => {
      void request(notePresenceEndpoint, { params: { reference }, body: { doing: what } }).then(
        (answer) => (isGone ? undefined : setOthers(answer.others)),
        // Who is silent for a while is not there any more; the next beat says it again.
        () => undefined,
      )
    }
    beat.current = () => {
      if (document.visibilityState === 'visible') say(doing)
    }
    const turn = (): void => say(document.visibilityState === 'visible' ? doing : 'gone')
    beat.current()
    const timer = setInterval(() => beat.current(), beatMilliseconds)
    document.addEventListener('visibilitychange', turn)
    return () => {
      isGone = true
      clearInterval(timer)
      document.removeEventListener('visibilitychange', turn)
      beat.current = () => {}
    }
  }, [reference, doing])
  useEffect(
    () => () =>
      void request(notePresenceEndpoint, { params: { reference }, body: { doing: 'gone' } }).catch(
        () => undefined,
      ),
    [reference],
  )
  return others
}

const presencesQuery = queryOptions({
  queryKey: ['presence'],
  staleTime: beatMilliseconds,
  queryFn: ({ signal }) => request(readPresencesEndpoint, { signal }),
})

const rank: Record<PresenceView['doing'], number> = { replying: 0, noting: 1, viewing: 2 }

/** Which colleague has which case before them: for each case the one who does most there. */
export function usePresences(readerId: string): ReadonlyMap<string, PresenceView> {
  useLiveTopics({ presence: [presencesQuery.queryKey] })
  const { data } = useQuery({
    ...presencesQuery,
    // Asked again only while somebody is there, since silence is told by nobody.
    refetchInterval: ({ state }) => ((state.data?.present.length ?? 0) > 0 ? beatMilliseconds : false),
  })
  const found = new Map<string, PresenceView>()
  for (const one of data?.present ?? none) {
    const known = found.get(one.reference)
    if (one.staffId === readerId) continue
    if (known === undefined || rank[one.doing] < rank[known.doing]) found.set(one.reference, one)
  }
  return found
}
