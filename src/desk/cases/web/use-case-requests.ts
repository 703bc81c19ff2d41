import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  declineRequestEndpoint,
  listRequestsEndpoint,
  readRequestEndpoint,
  type RequestView,
  withdrawRequestEndpoint,
} from '#desk/cases/domain/request-contract.ts'
import { request } from '#web/api/request.ts'
import { useLiveTopics } from '#web/api/use-live-topics.ts'

const stale = [['case-requests']]

/** What the reader was asked to submit and what they asked for, newest first. */
export function useCaseRequests() {
  useLiveTopics({ case_request: stale })
  return useQuery({
    queryKey: ['case-requests'],
    queryFn: async ({ signal }): Promise<RequestView[]> =>
      (await request(listRequestsEndpoint, { query: { limit: 20 }, signal })).items,
  })
}

/** One of them, kept fresh while it is on screen. */
export function useCaseRequest(id: string) {
  useLiveTopics({ case_request: stale })
  return useQuery({
    queryKey: ['case-requests', id],
    queryFn: ({ signal }) => request(readRequestEndpoint, { params: { id }, signal }),
  })
}

/** No, with a word; or taken back by whoever asked. */
export function useRequestAnswers(id: string) {
  const queryClient = useQueryClient()
  const onSuccess = () => queryClient.invalidateQueries({ queryKey: ['case-requests'] })
  const decline = useMutation({
    mutationFn: (answer: string) => request(declineRequestEndpoint, { params: { id }, body: { answer } }),
    onSuccess,
  })
  const withdraw = useMutation({
    mutationFn: () => request(withdrawRequestEndpoint, { params: { id }, body: {} }),
    onSuccess,
  })
  return { decline, withdraw }
}
