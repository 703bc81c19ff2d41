import { randomUUID } from 'node:crypto'
import { addCause } from '#desk/breaches/server/breach-causes.ts'
import { recordBreach } from '#desk/breaches/server/record-breach.ts'
import { reviewBreach } from '#desk/breaches/server/review-breach.ts'
import { buildBreach } from '../support/build-breach.ts'
import type { Call } from './matrix-requests.ts'
import { canary, type Place, type World } from './matrix-world.ts'

const v1 = '/api/v1'
const cause = { causeCode: 'overlooked', causeNote: canary.internal, told: canary.internal }

/** Requests to the records of promises that were missed. */
export const breachRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/breaches': () => ({ url: `${v1}/breaches` }),
  'GET /api/v1/breach-trend': () => ({ url: `${v1}/breach-trend` }),
  'GET /api/v1/breaches/{id}': async (world, place) => ({
    url: `${v1}/breaches/${await freshBreach(world, place)}`,
  }),
  'PUT /api/v1/breaches/{id}/record': async (world, place) => ({
    url: `${v1}/breaches/${await freshBreach(world, place)}/record`,
    body: { ...cause, version: 1 },
  }),
  'POST /api/v1/breaches/{id}/review': async (world, place) => ({
    url: `${v1}/breaches/${await recordedBreach(world, place)}/review`,
    body: { outcome: 'approved', version: 2 },
  }),
  'POST /api/v1/breaches/{id}/reopen': async (world, place) => ({
    url: `${v1}/breaches/${await approvedBreach(world, place)}/reopen`,
    body: { reason: 'Another case was meant.', version: 3 },
  }),
  'GET /api/v1/breach-causes': () => ({ url: `${v1}/breach-causes` }),
  'POST /api/v1/breach-causes': () => ({
    url: `${v1}/breach-causes`,
    body: { name: `Cause ${randomUUID()}` },
  }),
  'PATCH /api/v1/breach-causes/{code}': async (world, place) => {
    const name = `Cause ${randomUUID()}`
    const code = place === 'none' ? 'no_such_cause' : (await addCause(world.app.system(), { name })).code
    return { url: `${v1}/breach-causes/${code}`, body: { name: `${name} anew`, active: true, version: 1 } }
  },
  'GET /api/v1/cases/{reference}/credits': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/credits`,
  }),
}

async function freshBreach(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  return buildBreach(world.app, { reference: await world.freshCase(place, 'new') })
}

async function recordedBreach(world: World, place: Place): Promise<string> {
  const id = await freshBreach(world, place)
  if (place !== 'none')
    await recordBreach(world.app.context(world.vendor.agent.actor), { ...cause, id, version: 1 })
  return id
}

async function approvedBreach(world: World, place: Place): Promise<string> {
  const id = await recordedBreach(world, place)
  const ctx = world.app.context(world.vendor.manager.actor)
  if (place !== 'none') await reviewBreach(ctx, { id, version: 2, outcome: 'approved', note: '' })
  return id
}
