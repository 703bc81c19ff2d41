import { randomUUID } from 'node:crypto'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route that settles how mail leaves. All but the privacy of an account is the vendor's. */
export const leavingRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mail-settings/signing': () => ({ url: `${v1}/mail-settings/signing` }),
  'POST /api/v1/mail-settings/signing/check': () => ({ url: `${v1}/mail-settings/signing/check`, body: {} }),
  'POST /api/v1/mail-settings/signing/keys': () => ({ url: `${v1}/mail-settings/signing/keys`, body: {} }),
  'DELETE /api/v1/mail-settings/signing/keys/{id}': async (world, place) => ({
    url: `${v1}/mail-settings/signing/keys/${await spareKey(world, place)}`,
    body: {},
  }),
  'GET /api/v1/mail-templates': () => ({ url: `${v1}/mail-templates` }),
  'PUT /api/v1/mail-templates/default-language': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ version: number }>('select version from mail_defaults')
    const body = { language: 'en', version: rows[0]?.version ?? 0 }
    return { url: `${v1}/mail-templates/default-language`, body }
  },
  'PUT /api/v1/mail-templates/{kind}/{language}': async ({ app }) => {
    await app.ownerPool.query('delete from mail_templates')
    return { url: `${v1}/mail-templates/refused/en`, body: { subject: 'Hello', body: 'Hello.', version: 0 } }
  },
  'POST /api/v1/mail-templates/{kind}/{language}/reset': async ({ app }) => {
    await app.ownerPool.query('delete from mail_templates')
    return { url: `${v1}/mail-templates/refused/en/reset`, body: { version: 0 } }
  },
  'POST /api/v1/mail-templates/{kind}/{language}/test': () => ({
    url: `${v1}/mail-templates/refused/en/test`,
    body: { subject: 'Hello', body: 'Hello.' },
  }),
  'GET /api/v1/accounts/{id}/mail-privacy': (world, place) => ({
    url: `${v1}/accounts/${world.accountId(place)}/mail-privacy`,
  }),
  'PUT /api/v1/accounts/{id}/mail-privacy': async (world, place) => {
    await world.app.ownerPool.query('delete from mail_privacy')
    return {
      url: `${v1}/accounts/${world.accountId(place)}/mail-privacy`,
      body: { withoutContent: false, version: 0 },
    }
  },
}

async function spareKey({ app }: World, place: Place): Promise<string> {
  const id = randomUUID()
  if (place === 'none') return id
  await app.ownerPool.query(
    `insert into dkim_keys (id, domain, selector, public_key, sealed_private_key, made_at, found, found_at)
     select $1, split_part(support_address, '@', 2), $2, 'x', 'x', now(), 'missing', now() from vendor`,
    [id, `s${id.replaceAll('-', '')}`],
  )
  return id
}
