import { randomUUID } from 'node:crypto'
import { freeSeats } from './matrix-customers.ts'
import { listPools } from '#promise/agreements/server/list-pools.ts'
import type { Place, World } from './matrix-world.ts'

type Call = { url: string; body?: object }
type Build = (world: World, place: Place) => Promise<Call> | Call

const v1 = '/api/v1'

/** Requests about who holds a seat and what is used of a pool. */
export const seatAndPoolRequests: Record<string, Build> = {
  'POST /api/v1/agreements/{id}/people': async (world, place) => {
    await freeSeats(world, place)
    return {
      url: `${v1}/agreements/${agreementId(world, place)}/people`,
      body: { name: 'Nia', email: `${randomUUID()}@fresh.example` },
    }
  },
  'POST /api/v1/agreements/{id}/seats/choice': async (world, place) => {
    await freeSeats(world, place)
    return {
      url: `${v1}/agreements/${agreementId(world, place)}/seats/choice`,
      body: { keep: await heldSeats(world, place), end: [] },
    }
  },
  'POST /api/v1/contacts/{id}/invitation/withdrawal': async (world, place) => ({
    url: `${v1}/contacts/${await world.guestId('contacts', place)}/invitation/withdrawal`,
    body: {},
  }),
  'GET /api/v1/accounts/{id}/pools': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/pools`,
  }),
  'GET /api/v1/accounts/{id}/pool-entries': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/pool-entries`,
  }),
  'POST /api/v1/accounts/{id}/pool-adjustments': async (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/pool-adjustments`,
    body: await adjustment(world, place),
  }),
}

/** Counts one more as long as there is one, else gives one back. */
async function adjustment(world: World, place: Place): Promise<object> {
  const { items } =
    place === 'none' ? { items: [] } : await listPools(world.app.system(), { id: world.accountId(place) })
  const pool = items.find((one) => one.isCurrent)
  if (pool === undefined)
    return {
      chainId: randomUUID(),
      pool: 'none',
      yearStartsOn: '2026-01-01',
      units: 1,
      reason: 'A test',
      used: 0,
    }
  const { chainId, pool: code, yearStartsOn, used, left } = pool
  return { chainId, pool: code, yearStartsOn, used, units: left > 0 ? 1 : -1, reason: 'A test' }
}

function agreementId(world: World, place: Place): string {
  return place === 'none' ? randomUUID() : world[place].account.agreementId
}

async function heldSeats(world: World, place: Place): Promise<string[]> {
  const { rows } = await world.app.ownerPool.query<{ id: string }>(
    `select id from seats where agreement_id = $1 and state <> 'ended'`,
    [agreementId(world, place)],
  )
  return rows.map((row) => row.id)
}
