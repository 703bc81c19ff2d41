import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Calendar } from '#promise/calendars/domain/calendar.ts'
import { draftCaseEffectEndpoint, hoursEffectEndpoint } from '#promise/clocks/domain/case-effect-contract.ts'
import { request } from '#web/api/request.ts'

/**
 * What is about to be published: other support hours of a package in a coverage zone, or null for those its terms
 * state; or a draft of the next edition, as a version of it was saved.
 */
export type Unpublished =
  | { kind: 'hours'; packageCode: string; zone: string; hours: Calendar | null }
  | { kind: 'draft'; id: string; version: number }

/** What it would mean for open cases; asked anew once nothing was typed for a moment, and given up when left. */
export function useCaseEffect(of: Unpublished) {
  const [asked] = useDebouncedValue(JSON.stringify(of), 400)
  const effect = useQuery({
    queryKey: ['case-effect', asked],
    queryFn: ({ signal }) =>
      of.kind === 'hours'
        ? request(hoursEffectEndpoint, {
            body: { packageCode: of.packageCode, zone: of.zone, hours: of.hours },
            signal,
          })
        : request(draftCaseEffectEndpoint, { params: { id: of.id }, signal }),
    // Cases come and go: what was seen a minute ago is worked out again when the page is opened anew.
    staleTime: 60_000,
    gcTime: 60_000,
    refetchOnWindowFocus: false,
    retry: false,
    placeholderData: keepPreviousData,
  })
  return { ...effect, isOutdated: effect.isPlaceholderData || asked !== JSON.stringify(of) }
}
