import { randomBytes, randomUUID } from 'node:crypto'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { mergeContacts } from '#desk/cases/server/merge-contacts.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'
/** Another one each time: attempts are counted by link. */
const unknownLink = () => randomBytes(32).toString('base64url')

/** One well-formed request to each route of people who are one person, or of several accounts. */
export const peopleRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/contacts/{id}/merge-effect': async (world, place) => {
    const { id, into } = await freshPair(world, place)
    return { url: `${v1}/contacts/${id}/merge-effect?into=${into}` }
  },
  'POST /api/v1/contacts/{id}/merge': async (world, place) => {
    const { id, into } = await freshPair(world, place)
    return { url: `${v1}/contacts/${id}/merge`, body: { into, version: 1, intoVersion: 1 } }
  },
  'POST /api/v1/contact-merges/{id}/undo': async (world, place) => {
    const pair = await freshPair(world, place)
    const ctx = world.app.system()
    const merged = place !== 'none' && (await mergeContacts(ctx, { ...pair, version: 1, intoVersion: 1 }))
    return { url: `${v1}/contact-merges/${merged === false ? randomUUID() : merged.mergeId}/undo`, body: {} }
  },
  'GET /api/v1/account-choices/{token}': () => ({ url: `${v1}/account-choices/${unknownLink()}` }),
  'POST /api/v1/account-choices/{token}': () => ({
    url: `${v1}/account-choices/${unknownLink()}`,
    body: { accountId: randomUUID() },
  }),
}

async function freshPair(world: World, place: Place): Promise<{ id: string; into: string }> {
  if (place === 'none') return { id: randomUUID(), into: randomUUID() }
  const fresh = async () =>
    (
      await addContact(world.app.system(), {
        accountId: world.accountId(place),
        name: 'Twice',
        email: `${randomUUID()}@customer.example`,
      })
    ).id
  return { id: await fresh(), into: await fresh() }
}
