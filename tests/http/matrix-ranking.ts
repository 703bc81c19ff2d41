import { randomUUID } from 'node:crypto'
import { contestChoice } from '#desk/cases/server/contest-choice.ts'
import type { Role } from '#platform/context.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'
const reason = 'One page is slow; the others are not.'

/** Requests about the order a customer gives their cases, and what we contest of it. */
export const rankingRequests: Record<
  string,
  (world: World, place: Place, role: Role) => Promise<Call> | Call
> = {
  'GET /api/v1/ranking': () => ({ url: `${v1}/ranking` }),
  'PUT /api/v1/ranking': () => ({ url: `${v1}/ranking`, body: { version: 0, references: [] } }),
  'GET /api/v1/cases/{reference}/contests': async (world, place) => ({
    url: `${v1}/cases/${await rankedCase(world, place)}/contests`,
  }),
  'POST /api/v1/cases/{reference}/contests': async (world, place) => ({
    url: `${v1}/cases/${await rankedCase(world, place)}/contests`,
    body: { about: 'rank', reason },
  }),
  'POST /api/v1/cases/{reference}/contests/{id}/settle': async (world, place) => ({
    url: `${v1}/cases/${await contestedCase(world, place)}/settle`,
    body: { outcome: 'kept' },
  }),
}

/** As it was ranked under priority management, which these accounts do not have. */
async function rankedCase(world: World, place: Place): Promise<string> {
  const reference = await world.freshCase(place, 'new')
  await world.app.ownerPool.query(
    `insert into case_ranks select id, account_id,
       (select coalesce(max(place), 0) + 1 from case_ranks r where r.account_id = c.account_id)
     from cases c where reference = $1`,
    [reference],
  )
  return reference
}

async function contestedCase(world: World, place: Place): Promise<string> {
  const reference = await rankedCase(world, place)
  if (place === 'none') return `${reference}/contests/${randomUUID()}`
  const ctx = world.app.context(world.vendor.agent.actor)
  const { id } = await contestChoice(ctx, { reference, about: 'rank', reason })
  return `${reference}/contests/${id}`
}
