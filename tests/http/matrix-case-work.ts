import { randomUUID } from 'node:crypto'
import { changeCase } from '#desk/cases/server/change-case.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** Requests to what the desk does with cases besides answering. */
export const caseWorkRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'POST /api/v1/cases/{reference}/snooze': async (world, place) => ({
    url: `${v1}/cases/${await ownedCase(world, place)}/snooze`,
    body: { until: new Date(Date.now() + 3_600_000).toISOString(), reason: 'They test it.' },
  }),
  'POST /api/v1/cases/{reference}/wake': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/wake`,
    body: {},
  }),
  'POST /api/v1/cases/{reference}/close': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/close`,
    body: { reason: 'withdrawn' },
  }),
  'POST /api/v1/cases/{reference}/close/take-back': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/close/take-back`,
    body: {},
  }),
  'POST /api/v1/cases/{reference}/calls': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/calls`,
    body: {
      by: 'phone',
      startedAt: new Date(Date.now() - 3_600_000).toISOString(),
      minutes: 5,
      spokeWith: 'Ana',
    },
  }),
  'POST /api/v1/cases/{reference}/classification-preview': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/classification-preview`,
    body: { type: 'problem', topic: null, productCode: 'studio' },
  }),
  'GET /api/v1/cases/{reference}/links': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/links`,
  }),
  'POST /api/v1/cases/{reference}/links': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/links`,
    body: { kind: 'related', other: await world.freshCase('other', 'new') },
  }),
  'DELETE /api/v1/cases/{reference}/links/{id}': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/links/${randomUUID()}`,
    body: {},
  }),
  'GET /api/v1/search': (world) => ({ url: `${v1}/search?q=${world.other.contact.name.split(' ')[0]}` }),
}

/** Only what somebody has can be set aside. */
async function ownedCase(world: World, place: Place): Promise<string> {
  const reference = await world.freshCase(place, 'new')
  const { agent } = world.vendor
  if (place !== 'none') await changeCase(world.app.context(agent.actor), { reference, assigneeId: agent.id })
  return reference
}
