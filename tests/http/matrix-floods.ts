import { randomUUID } from 'node:crypto'
import { receiveFlood } from '../support/build-flood.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route about floods of mail. These are the vendor's only. */
export const floodRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mail-floods': () => ({ url: `${v1}/mail-floods` }),
  'GET /api/v1/mail-floods/{id}': async (world, place) => ({ url: await floodUrl(world, place) }),
  'POST /api/v1/mail-floods/{id}/let-through': async (world, place) => ({
    url: `${await floodUrl(world, place)}/let-through`,
    body: { version: 1 },
  }),
  'POST /api/v1/mail-floods/{id}/discard': async (world, place) => ({
    url: `${await floodUrl(world, place)}/discard`,
    body: { version: 1, reason: 'Advertising' },
  }),
}

async function floodUrl({ app }: World, place: Place): Promise<string> {
  return `${v1}/mail-floods/${place === 'none' ? randomUUID() : await receiveFlood(app, place)}`
}
