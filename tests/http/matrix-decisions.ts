import { randomUUID } from 'node:crypto'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'
const waiver = () => ({ id: randomUUID(), reason: 'They were promised it.' })

/** Requests to the record of decisions, to waivers and to the log of refusals. */
export const decisionRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/cases/{reference}/decisions': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/decisions`,
  }),
  'GET /api/v1/cases/{reference}/decisions/{id}/again': async (world, place) => {
    const reference = await world.freshCase(place, 'new')
    const found = await world.app.ownerPool.query<{ id: string }>(
      'select d.id from decisions d join cases c on c.id = d.case_id where c.reference = $1',
      [reference],
    )
    return { url: `${v1}/cases/${reference}/decisions/${found.rows[0]?.id ?? randomUUID()}/again` }
  },
  'POST /api/v1/cases/with-waiver': (world, place) => ({
    url: `${v1}/cases/with-waiver`,
    body: {
      type: 'problem',
      productCode: 'studio',
      priority: 'medium',
      subject: 'Down',
      description: 'It is down.',
      contactId: world.contactId(place),
      channel: 'phone',
      waiver: waiver(),
    },
  }),
  'POST /api/v1/cases/{reference}/classification-with-waiver': async (world, place) => ({
    url: `${v1}/cases/${await world.freshCase(place, 'new')}/classification-with-waiver`,
    body: { type: 'consultation', topic: 'consultation.development', waiver: waiver() },
  }),
  'POST /api/v1/triage/{id}/adopt-with-waiver': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/adopt-with-waiver`,
    body: {
      contactId: place === 'none' ? randomUUID() : world[place].seatless.id,
      waiver: waiver(),
    },
  }),
  'GET /api/v1/refusals': () => ({ url: `${v1}/refusals` }),
  'GET /api/v1/refusal-counts': () => ({ url: `${v1}/refusal-counts` }),
  'GET /api/v1/refusals/{id}': async (world, place) => ({
    url: `${v1}/refusals/${place === 'none' ? randomUUID() : await refusalOf(world, place)}`,
  }),
}

/** A contact without a seat asks in the form, and the answer is no. */
async function refusalOf({ app, ...world }: World, place: 'own' | 'other'): Promise<string> {
  const { email, id } = world[place].seatless
  const question = { channel: 'portal', type: 'problem', productCode: 'studio', priority: 'low' }
  await (await app.as(email)).post(`${v1}/entitlement-decisions`, question)
  const found = await app.ownerPool.query<{ id: string }>('select id from refusals where contact_id = $1', [
    id,
  ])
  return found.rows[0]?.id ?? ''
}
