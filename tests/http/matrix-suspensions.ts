import { randomUUID } from 'node:crypto'
import { buildSuspension } from '../support/build-suspension.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route about addresses that mail does not reach, and about how much may leave. */
export const suspensionRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/suspended-addresses': () => ({ url: `${v1}/suspended-addresses` }),
  'POST /api/v1/suspended-addresses/{id}/lift': async (world, place) => ({
    url: `${v1}/suspended-addresses/${await suspension(world, place)}/lift`,
    body: { version: 1 },
  }),
  'POST /api/v1/suspended-addresses/{id}/suspend-again': async (world, place) => ({
    url: `${v1}/suspended-addresses/${await suspension(world, place)}/suspend-again`,
    body: { version: 1 },
  }),
  'GET /api/v1/accounts/{id}/unreached-contacts': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/unreached-contacts`,
  }),
  'GET /api/v1/mail-budget': () => ({ url: `${v1}/mail-budget` }),
  'PUT /api/v1/mail-budget': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ version: number }>('select version from mail_gate')
    return { url: `${v1}/mail-budget`, body: { perHour: 3_000, version: rows[0]?.version ?? 0 } }
  },
}

async function suspension({ app }: World, place: Place): Promise<string> {
  return place === 'none' ? randomUUID() : (await buildSuspension(app, `${randomUUID()}@customer.example`)).id
}
