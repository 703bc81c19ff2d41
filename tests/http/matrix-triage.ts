import { randomUUID } from 'node:crypto'
import { adoptTriage } from '#channels/email/server/adopt-triage.ts'
import { blockSender } from '#channels/email/server/block-sender.ts'
import { discardTriage } from '#channels/email/server/discard-triage.ts'
import { matchTriage } from '#channels/email/server/match-triage.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** Requests to what is done with messages in triage, by staff and by the accounts they are matched to. */
export const triageRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/triage-counts': () => ({ url: `${v1}/triage-counts` }),
  'POST /api/v1/triage/{id}/match': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/match`,
    body: { accountId: world.accountId(place) },
  }),
  'POST /api/v1/triage/{id}/unmatch': async (world, place) => ({
    url: `${v1}/triage/${await matched(world, place)}/unmatch`,
    body: {},
  }),
  'POST /api/v1/triage/{id}/accept-once': async (world, place) => ({
    url: `${v1}/triage/${await from(world, place, place === 'none' ? '' : world[place].contact.email)}/accept-once`,
    body: {
      contactId: world.contactId(place),
      waiver: { id: randomUUID(), reason: 'They told us by phone.' },
    },
  }),
  // Somebody else opened it.
  'POST /api/v1/triage/{id}/take-back-case': async (world, place) => {
    const id = await world.triageId(place)
    if (place !== 'none') await adoptTriage(world.app.system(), { id, contactId: world.contactId(place) })
    return { url: `${v1}/triage/${id}/take-back-case`, body: {} }
  },
  'POST /api/v1/triage/{id}/answer': async (world, place) => ({
    url: `${v1}/triage/${await from(world, place, `${randomUUID()}@stranger.example`)}/answer`,
    body: { links: ['packages', 'portal'] },
  }),
  'POST /api/v1/triage/{id}/reveal': async (world, place) => ({
    url: `${v1}/triage/${await world.triageId(place)}/reveal`,
    body: {},
  }),
  'POST /api/v1/triage/discard': async (world, place) => ({
    url: `${v1}/triage/discard`,
    body: { ids: [await world.triageId(place)], reason: 'An advertisement', isSpam: true },
  }),
  'POST /api/v1/triage/bring-back': async (world, place) => ({
    url: `${v1}/triage/bring-back`,
    body: { ids: [await putAside(world, place)] },
  }),
  'GET /api/v1/decided-mail': () => ({ url: `${v1}/decided-mail` }),
  'GET /api/v1/blocked-senders': () => ({ url: `${v1}/blocked-senders` }),
  'GET /api/v1/blocked-senders/preview': () => ({
    url: `${v1}/blocked-senders/preview?sender=pills.example`,
  }),
  'POST /api/v1/blocked-senders': () => ({
    url: `${v1}/blocked-senders`,
    body: { sender: `${randomUUID()}@pills.example`, reason: 'Advertising' },
  }),
  'POST /api/v1/triage/block': async (world, place) => ({
    url: `${v1}/triage/block`,
    body: {
      senders: [`${randomUUID()}@pills.example`],
      reason: 'Advertising',
      aside: [await world.triageId(place)],
    },
  }),
  'POST /api/v1/blocked-senders/{id}/end': async (world, place) => ({
    url: `${v1}/blocked-senders/${await blocked(world, place)}/end`,
    body: {},
  }),
  'GET /api/v1/help-links': () => ({ url: `${v1}/help-links` }),
  'PUT /api/v1/help-links': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ version: number }>('select version from help_links')
    const links = [{ label: 'Questions and answers', url: 'https://help.vendor.example/faq' }]
    return { url: `${v1}/help-links`, body: { links, version: rows[0]?.version ?? 0 } }
  },
  'GET /api/v1/matched-mail': async (world, place) => {
    await matched(world, place)
    return { url: `${v1}/matched-mail` }
  },
  'POST /api/v1/matched-mail/{id}/adopt': async (world, place) => ({
    url: `${v1}/matched-mail/${await matched(world, place)}/adopt`,
    body: {},
  }),
  'POST /api/v1/matched-mail/{id}/not-ours': async (world, place) => ({
    url: `${v1}/matched-mail/${await matched(world, place)}/not-ours`,
    body: {},
  }),
}

/** A message that names this address as its sender, who is verified. */
async function from(world: World, place: Place, address: string): Promise<string> {
  const id = await world.triageId(place)
  await world.app.ownerPool.query(
    `update inbound_mail set from_address = $2, class = 'message', verdict = '{"verified": true, "code": "verified"}' where id = $1`,
    [id, address],
  )
  return id
}

async function matched(world: World, place: Place): Promise<string> {
  const id = await world.triageId(place)
  if (place !== 'none') await matchTriage(world.app.system(), { id, accountId: world.accountId(place) })
  return id
}

async function putAside(world: World, place: Place): Promise<string> {
  const id = await world.triageId(place)
  if (place !== 'none') await discardTriage(world.app.system(), { id, reason: 'An advertisement' })
  return id
}

async function blocked({ app }: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const sender = `${randomUUID()}@pills.example`
  return (await blockSender(app.system(), { sender, reason: 'Advertising' })).id
}
