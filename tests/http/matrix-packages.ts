import { randomUUID } from 'node:crypto'
import { shippedText } from '../support/damaged-catalogue.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1/catalogue-drafts'

/** One well-formed request to each route of the draft of the next edition: the vendor's only. */
export const packageRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/catalogue-drafts/current': () => ({ url: `${v1}/current` }),
  'POST /api/v1/catalogue-drafts': async (world) => {
    await freshDraft(world, 'own', 'put away')
    return { url: v1, body: { from: { edition: 1 } } }
  },
  'PUT /api/v1/catalogue-drafts/{id}': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}`,
    body: { text: `${shippedText}\n`, version: 1 },
  }),
  'POST /api/v1/catalogue-drafts/{id}/discard': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/discard`,
    body: { version: 1 },
  }),
  'POST /api/v1/catalogue-drafts/{id}/restoration': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place, 'put away')}/restoration`,
    body: {},
  }),
  'GET /api/v1/catalogue-drafts/{id}/document': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/document`,
  }),
  'GET /api/v1/catalogue-drafts/{id}/effect': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/effect`,
  }),
  'GET /api/v1/catalogue-drafts/{id}/case-effect': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/case-effect`,
  }),
  'GET /api/v1/catalogue-drafts/{id}/agreements': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/agreements`,
  }),
  // What is published already: allowed, and nothing to do.
  'POST /api/v1/catalogue-drafts/{id}/publication': async (world, place) => ({
    url: `${v1}/${await freshDraft(world, place)}/publication`,
    body: { version: 1, comparedWith: 1 },
  }),
}

async function freshDraft(
  { app }: World,
  place: Place,
  state: 'open' | 'put away' = 'open',
): Promise<string> {
  const id = randomUUID()
  if (place === 'none') return id
  await app.ownerPool.query('delete from catalogue_drafts')
  await app.ownerPool.query(
    `insert into catalogue_drafts (id, document, started_at, started_by, changed_at, changed_by, ended_at, ended_by)
     values ($1, $2, now(), 'The admin', now(), 'The admin', $3, $4)`,
    [id, shippedText, state === 'open' ? null : new Date(), state === 'open' ? null : 'The admin'],
  )
  return id
}
