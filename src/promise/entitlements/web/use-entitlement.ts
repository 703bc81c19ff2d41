import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, queryOptions, useQueries, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { askEntitlementEndpoint, type EntitlementQuestion } from '#promise/entitlements/domain/contract.ts'
import { request } from '#web/api/request.ts'

export type EntitlementAnswer = z.output<typeof askEntitlementEndpoint.response>

/** A promise counts from now, so an answer grows old by itself. */
const freshMilliseconds = 60_000

/** @param lookAhead asked only to draw what can be chosen: nobody is refused anything by it */
function entitlementQuery(question: EntitlementQuestion, lookAhead: boolean) {
  return queryOptions({
    queryKey: ['entitlement', question, lookAhead],
    staleTime: freshMilliseconds,
    queryFn: ({ signal }) =>
      request(askEntitlementEndpoint, { body: { ...question, ...(lookAhead && { lookAhead }) }, signal }),
  })
}

/**
 * May I have this, now, this way, and what would I be promised? Asks a little after the last change; the
 * answer before stays in place until the new one is there (`isEarlier`).
 */
export function useEntitlement(question: EntitlementQuestion, lookAhead = false) {
  const [asked] = useDebouncedValue(JSON.stringify(question), 150)
  // Still being changed, the question is compared by what it says: a new object each time would never settle.
  const settled: EntitlementQuestion = JSON.parse(asked)
  const answer = useQuery({
    ...entitlementQuery(settled, lookAhead),
    placeholderData: keepPreviousData,
    refetchInterval: freshMilliseconds,
  })
  const isEarlier = answer.isPlaceholderData || asked !== JSON.stringify(question)
  return { data: answer.data, error: answer.error, isEarlier, refetch: () => void answer.refetch() }
}

/** Somebody reads the refusal of this question: then it was asked, and not only looked ahead to. */
export function useShownRefusal(question: EntitlementQuestion, isShown: boolean): void {
  useQuery({ ...entitlementQuery(question, false), enabled: isShown, staleTime: Infinity })
}

/** Several questions at once, to draw what can be chosen, in their order; undefined where the answer is not there yet. */
export function useEntitlements(questions: EntitlementQuestion[]): (EntitlementAnswer | undefined)[] {
  return useQueries({
    queries: questions.map((question) => entitlementQuery(question, true)),
    combine: (results) => results.map((result) => result.data),
  })
}
