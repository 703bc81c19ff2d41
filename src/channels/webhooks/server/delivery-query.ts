import './tables.ts'
import { sql } from 'kysely'
import type { Tx } from '#platform/context.ts'
import type { DeliveryItem } from '../domain/contract.ts'

/** An older message about the same case that has not arrived: this one waits for it. */
export const hasEarlierWaiting = sql<boolean>`exists (select from webhook_deliveries earlier
  where earlier.endpoint_id = delivery.endpoint_id and earlier.subject_id = delivery.subject_id
    and earlier.state = 'waiting' and (earlier.occurred_at, earlier.id) < (delivery.occurred_at, delivery.id))`

/** Messages, each with whether it waits for an earlier one. */
export function deliveryQuery(tx: Tx) {
  return tx
    .selectFrom('webhook_deliveries as delivery')
    .selectAll('delivery')
    .select(sql<boolean>`delivery.state = 'waiting' and ${hasEarlierWaiting}`.as('waitsForEarlier'))
}

type DeliveryFacts = Awaited<ReturnType<ReturnType<typeof deliveryQuery>['executeTakeFirstOrThrow']>>

export function deliveryItemOf(row: DeliveryFacts): DeliveryItem {
  const { id, type, state, tries, waitsForEarlier } = row
  return {
    id,
    type,
    occurredAt: row.occurred_at.toISOString(),
    createdAt: row.created_at.toISOString(),
    state,
    tries,
    nextAttemptAt: row.next_attempt_at?.toISOString() ?? null,
    settledAt: row.settled_at?.toISOString() ?? null,
    lastStatus: row.last_status,
    lastError: row.last_error,
    waitsForEarlier,
  }
}
