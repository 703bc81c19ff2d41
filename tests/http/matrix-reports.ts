import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** Requests to the report of promises, to the record of an account, and to the wall board. */
export const reportRequests: Record<string, (world: World, place: Place) => Call> = {
  'GET /api/v1/reports/promises': () => ({ url: `${v1}/reports/promises?month=2026-10` }),
  'GET /api/v1/reports/promises/rows': () => ({ url: `${v1}/reports/promises/rows?month=2026-10` }),
  'GET /api/v1/reports/promises/subscription': () => ({ url: `${v1}/reports/promises/subscription` }),
  'PUT /api/v1/reports/promises/subscription': () => ({
    url: `${v1}/reports/promises/subscription`,
    body: { on: true },
  }),
  'POST /api/v1/reports/promises/mail': () => ({
    url: `${v1}/reports/promises/mail`,
    body: { month: '2026-10' },
  }),
  'GET /api/v1/accounts/{id}/promise-record': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/promise-record`,
  }),
  'GET /api/v1/promise-record': () => ({ url: `${v1}/promise-record` }),
  'GET /api/v1/wall': () => ({ url: `${v1}/wall` }),
  'GET /api/v1/wall/zones': () => ({ url: `${v1}/wall/zones` }),
}
