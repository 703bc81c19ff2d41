import type { Outside } from '#platform/outbound/open-socket.ts'
import type { Seal } from '#platform/seal.ts'

/** What webhooks need besides a context: where requests may go, and what keeps their secrets. */
export type WebhookNeeds = { outside: Outside; seal: Seal }
