import { randomUUID } from 'node:crypto'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { addEnvironment } from '#people/accounts/server/add-environment.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { buildAccount } from '../support/build-account.ts'
import { canary, type Place, type World } from './matrix-world.ts'

type Call = { url: string; body?: object }
type Build = (world: World, place: Place) => Promise<Call> | Call

const v1 = '/api/v1'
const environment = { productCode: 'studio', name: 'Live', kind: 'production', version: '9.1' } as const
const terms = {
  packageCode: 'basic',
  coverageZone: '+01:00',
  startsOn: '2026-02-14',
  endsOn: '2027-02-14',
  lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
}

/** Requests about customers: accounts, contacts, environments, agreements and seats. */
export const customerRequests: Record<string, Build> = {
  'GET /api/v1/accounts': () => ({ url: `${v1}/accounts` }),
  'POST /api/v1/accounts': () => ({ url: `${v1}/accounts`, body: { name: 'A new company' } }),
  'GET /api/v1/accounts/{id}': (world, place) => ({ url: `${v1}/accounts/${world.accountId(place)}` }),
  'PATCH /api/v1/accounts/{id}': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}`,
    body: { caseVisibility: 'company', version: 1 },
  }),
  'GET /api/v1/accounts/{id}/contacts': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/contacts`,
  }),
  'POST /api/v1/accounts/{id}/contacts': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/contacts`,
    body: { name: 'Ann', email: `${randomUUID()}@new.example` },
  }),
  'GET /api/v1/contacts/{id}': (world, place) => ({ url: `${v1}/contacts/${world.contactId(place)}` }),
  'PATCH /api/v1/contacts/{id}': async (world, place) => ({
    url: `${v1}/contacts/${await freshContact(world, place)}`,
    body: { name: 'Another name', version: 1 },
  }),
  'POST /api/v1/contacts/{id}/end': async (world, place) => ({
    url: `${v1}/contacts/${await freshContact(world, place)}/end`,
    body: {},
  }),
  'POST /api/v1/contacts/{id}/restore': async (world, place) => {
    const contactId = await freshContact(world, place)
    if (place !== 'none') await endContact(world.app.system(), { contactId })
    return { url: `${v1}/contacts/${contactId}/restore`, body: {} }
  },
  'POST /api/v1/contacts/{id}/certifications': async (world, place) => ({
    url: `${v1}/contacts/${await freshContact(world, place)}/certifications`,
    body: { kind: 'developer', validFrom: '2026-01-01' },
  }),
  'GET /api/v1/accounts/{id}/environments': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/environments`,
  }),
  'POST /api/v1/accounts/{id}/environments': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/environments`,
    body: environment,
  }),
  'PATCH /api/v1/environments/{id}': async (world, place) => ({
    url: `${v1}/environments/${await freshEnvironment(world, place)}`,
    body: { ...environment, url: null, revision: 1 },
  }),
  'DELETE /api/v1/environments/{id}': async (world, place) => ({
    url: `${v1}/environments/${await freshEnvironment(world, place)}`,
    body: {},
  }),
  'GET /api/v1/coverage-zones': () => ({ url: `${v1}/coverage-zones` }),
  'GET /api/v1/accounts/{id}/agreements': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/agreements`,
  }),
  'POST /api/v1/accounts/{id}/agreements': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/agreements`,
    body: terms,
  }),
  'GET /api/v1/agreements/{id}': (world, place) => ({ url: `${v1}/agreements/${agreementId(world, place)}` }),
  'PATCH /api/v1/agreements/{id}': async (world, place) => ({
    url: `${v1}/agreements/${await freshDraft(world, place)}`,
    body: { terms, version: 1 },
  }),
  'DELETE /api/v1/agreements/{id}': async (world, place) => ({
    url: `${v1}/agreements/${await freshDraft(world, place)}`,
    body: {},
  }),
  'POST /api/v1/agreements/{id}/activation': async (world, place) => ({
    url: `${v1}/agreements/${await freshDraft(world, place)}/activation`,
    body: {},
  }),
  'POST /api/v1/agreements/{id}/cancellation': async (world, place) => ({
    url: `${v1}/agreements/${await freshAgreement(world, place)}/cancellation`,
    body: { reason: 'The subscription has ended.' },
  }),
  'POST /api/v1/agreements/{id}/renewal': async (world, place) => ({
    url: `${v1}/agreements/${await freshAgreement(world, place)}/renewal`,
    body: {},
  }),
  'GET /api/v1/agreements/{id}/seats': (world, place) => ({
    url: `${v1}/agreements/${agreementId(world, place)}/seats`,
  }),
  'POST /api/v1/agreements/{id}/seats': async (world, place) => {
    await freeSeats(world, place)
    const contactId = await freshContact(world, place)
    return { url: `${v1}/agreements/${agreementId(world, place)}/seats`, body: { contactId } }
  },
  'POST /api/v1/seats/{id}/end': async (world, place) => ({
    url: `${v1}/seats/${await freshSeat(world, place)}/end`,
    body: {},
  }),
  'POST /api/v1/seats/{id}/swap': async (world, place) => {
    const contactId = await freshContact(world, place)
    return { url: `${v1}/seats/${await freshSeat(world, place)}/swap`, body: { contactId } }
  },
}

function agreementId(world: World, place: Place): string {
  return place === 'none' ? randomUUID() : world[place].account.agreementId
}

async function freshContact(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const email = `${randomUUID()}@fresh.example`
  const accountId = world.accountId(place)
  return (await addContact(world.app.system(), { accountId, name: `${canary[place]} fresh`, email })).id
}

async function freshEnvironment(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  return (await addEnvironment(world.app.system(), { accountId: world.accountId(place), ...environment })).id
}

/** A draft of an account of its own, so that nothing overlaps it. */
async function freshDraft(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const ctx = world.app.system()
  const { id: accountId } = await addAccount(ctx, { name: `${canary[place]} drafted` })
  return (await draftAgreement(ctx, { accountId, ...terms })).id
}

async function freshAgreement(world: World, place: Place): Promise<string> {
  return place === 'none' ? randomUUID() : (await buildAccount(world.app)).agreementId
}

/** A seat that nobody else counts on. */
async function freshSeat(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  await freeSeats(world, place)
  const wanted = { agreementId: agreementId(world, place), contactId: await freshContact(world, place) }
  return (await giveSeat(world.app.system(), wanted)).id
}

/** Ends what earlier requests gave, and makes room beside the two people whose rights the matrix asks about. */
export async function freeSeats(world: World, place: Place): Promise<void> {
  if (place === 'none') return
  const { contact, accountAdmin } = world[place]
  await world.app.ownerPool.query(
    `update seats set state = 'ended', ended_at = now()
     where agreement_id = $1 and contact_id <> all ($2) and state <> 'ended'`,
    [agreementId(world, place), [contact.id, accountAdmin.id]],
  )
  await world.app.ownerPool.query(
    `insert into agreement_amendments (id, account_id, agreement_id, number, kind, effective_on, package_version_id,
        terms, seat_cap, charges, reason, actor_name, created_at)
      select gen_random_uuid(), account_id, id,
        (select count(*) + 1 from agreement_amendments where agreement_id = $1), 'upgrade', current_date, package_version_id, terms, 3, '[]',
        'Room for one more', 'Fourline', now() - interval '1 day' from agreements where id = $1 and not exists
        (select from agreement_amendments where agreement_id = $1 and seat_cap >= 3)`,
    [agreementId(world, place)],
  )
}
