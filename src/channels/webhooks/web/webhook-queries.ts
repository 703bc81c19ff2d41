import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import {
  type DeliveryItem,
  listDeliveriesEndpoint,
  listWebhooksEndpoint,
  readDeliveryEndpoint,
  readWebhookEndpoint,
} from '#channels/webhooks/domain/contract.ts'
import { request } from '#web/api/request.ts'

/** Everything of webhooks is asked again when one of them has news. */
export const webhooksKey = ['webhooks']

/** Endpoints, newest first. */
export const webhooksQuery = infiniteQueryOptions({
  queryKey: ['webhooks', 'list'],
  queryFn: ({ pageParam, signal }) =>
    request(listWebhooksEndpoint, { query: pageParam === '' ? {} : { after: pageParam }, signal }),
  initialPageParam: '',
  getNextPageParam: (page) => page.next ?? undefined,
})

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => request(readWebhookEndpoint, { params: { id }, signal }),
  })
}

export type StateFilter = DeliveryItem['state'] | 'all'

/** Messages to one endpoint, newest first. */
export function deliveriesQuery(id: string, state: StateFilter) {
  return infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, state],
    queryFn: ({ pageParam, signal }) =>
      request(listDeliveriesEndpoint, {
        params: { id },
        query: { ...(pageParam !== '' && { after: pageParam }), ...(state !== 'all' && { state }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    staleTime: 5_000,
  })
}

/** One message with its body and attempts. */
export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['webhooks', 'delivery', id],
    queryFn: ({ signal }) => request(readDeliveryEndpoint, { params: { id }, signal }),
  })
}
