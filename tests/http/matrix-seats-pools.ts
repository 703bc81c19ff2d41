import { randomUUID } from 'node:crypto'
import { freeSeats } from './matrix-customers.ts'
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
