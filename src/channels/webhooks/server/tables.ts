import type { Generated } from 'kysely'
import type { CaseId, StaffId } from '#platform/ids.ts'

declare module '#platform/db/database.ts' {
  interface Database {
    webhook_endpoints: WebhookEndpointRow
    webhook_deliveries: WebhookDeliveryRow
    webhook_attempts: WebhookAttemptRow
  }
}

export type WebhookEndpointRow = {
  id: string
  name: string
  url: string
  events: string[]
  internal: Generated<boolean>
  sealed_secret: string
  sealed_old_secret: string | null
  old_secret_until: Date | null
  state: 'on' | 'off' | 'disabled' | 'removed'
  disabled_reason: 'gone' | 'exhausted' | null
  disabled_at: Date | null
  version: Generated<number>
  created_by: StaffId
  created_at: Date
}

export type WebhookDeliveryRow = {
  id: string
  endpoint_id: string
  event_key: string
  type: string
  subject_id: CaseId | null
  occurred_at: Date
  body: string
  state: Generated<'waiting' | 'delivered' | 'failed'>
  tries: Generated<number>
  next_attempt_at: Date | null
  created_at: Date
  settled_at: Date | null
  last_status: number | null
  last_error: string | null
}

type WebhookAttemptRow = {
  id: string
  delivery_id: string
  at: Date
  status: number | null
  milliseconds: number
  error: string | null
  answer: string | null
}
