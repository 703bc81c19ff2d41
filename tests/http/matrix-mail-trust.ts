import { randomUUID } from 'node:crypto'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const trust = '/api/v1/mail-settings/trust'

/** One well-formed request to each route by which is said whom the checks of a sender believe. */
export const mailTrustRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mail-settings/trust': () => ({ url: trust }),
  'POST /api/v1/mail-settings/trust': () => ({
    url: trust,
    body: { kind: 'sealer', value: `${randomUUID()}.example` },
  }),
  'DELETE /api/v1/mail-settings/trust/{id}': async (world, place) => ({
    url: `${trust}/${await trustedId(world, place)}`,
    body: {},
  }),
  'GET /api/v1/accounts/{id}/mail-policy': (world, place) => ({ url: policyUrl(world, place) }),
  'PUT /api/v1/accounts/{id}/mail-policy': async (world, place) => {
    const { rows } = await world.app.ownerPool.query<{ version: number }>(
      'select version from account_mail_policies where account_id = $1',
      [world.accountId(place)],
    )
    return {
      url: policyUrl(world, place),
      body: { signatureCounts: false, version: rows[0]?.version ?? 0 },
    }
  },
}

async function trustedId({ app }: World, place: Place): Promise<string> {
  const id = randomUUID()
  if (place !== 'none') {
    await app.ownerPool.query(
      `insert into mail_trust (id, kind, value, added_at) values ($1, 'authserv', $2, now())`,
      [id, `${id}.example`],
    )
  }
  return id
}

function policyUrl(world: World, place: Place): string {
  return `/api/v1/accounts/${world.accountId(place)}/mail-policy`
}
