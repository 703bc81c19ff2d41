import { randomUUID } from 'node:crypto'
import { buildFailingJob, buildMail } from '../support/build-mail.ts'
import { moveTime } from '../support/move-time.ts'
import type { Call } from './matrix-requests.ts'
import type { Place, World } from './matrix-world.ts'

const v1 = '/api/v1'

/** One well-formed request to each route by which the installation is kept running. These are the vendor's only. */
export const operationsRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mail-settings': () => ({ url: `${v1}/mail-settings` }),
  'PUT /api/v1/mail-settings/relay': async ({ app }) => {
    const { rows } = await app.ownerPool.query<{ version: number }>('select version from mail_relay')
    return { url: `${v1}/mail-settings/relay`, body: { relay: null, version: rows[0]?.version ?? 0 } }
  },
  // Nobody listens there, which is an answer like another.
  'POST /api/v1/mail-settings/test': () => ({
    url: `${v1}/mail-settings/test`,
    body: { relay: { host: '127.0.0.1', port: 1, security: 'none', user: null } },
  }),
  'GET /api/v1/mail-inlets': () => ({ url: `${v1}/mail-inlets` }),
  'POST /api/v1/mail-inlets': () => ({
    url: `${v1}/mail-inlets`,
    body: { name: 'Edge', provider: 'signed' },
  }),
  'PATCH /api/v1/mail-inlets/{id}': async (world, place) => ({
    url: `${v1}/mail-inlets/${await inlet(world, place)}`,
    body: { name: 'Edge', version: 1 },
  }),
  // What nobody has proven is nobody's, whoever is signed in.
  'POST /api/v1/mail-inlets/{id}/mime': () => ({ url: `${v1}/mail-inlets/${randomUUID()}/mime`, body: {} }),
  'GET /api/v1/health': () => ({ url: `${v1}/health` }),
  'POST /api/v1/health/jobs/retry': () => ({ url: `${v1}/health/jobs/retry`, body: {} }),
  'POST /api/v1/health/jobs/{id}/retry': async (world, place) => ({
    url: `${v1}/health/jobs/${await failingJob(world, place)}/retry`,
    body: {},
  }),
  'POST /api/v1/health/time/trust': async ({ app }) => ({
    url: `${v1}/health/time/trust`,
    body: { movedAt: await moveTime(app) },
  }),
  'GET /api/v1/outgoing-mail/{id}': async (world, place) => ({ url: await mailUrl(world, place) }),
  'POST /api/v1/outgoing-mail/{id}/send-again': async (world, place) => ({
    url: `${await mailUrl(world, place)}/send-again`,
    body: {},
  }),
  'POST /api/v1/outgoing-mail/send-again': () => ({
    url: `${v1}/outgoing-mail/send-again`,
    body: { state: 'failed' },
  }),
}

async function inlet({ app }: World, place: Place): Promise<string> {
  const id = randomUUID()
  if (place === 'none') return id
  await app.ownerPool.query(
    `insert into mail_inlets (id, name, provider, sealed_secret, created_by, created_at)
     select $1, 'Edge', 'signed', 'x', id, now() from staff limit 1`,
    [id],
  )
  return id
}

async function mailUrl({ app }: World, place: Place): Promise<string> {
  return `${v1}/outgoing-mail/${place === 'none' ? randomUUID() : await buildMail(app, 'failed')}`
}

async function failingJob({ app }: World, place: Place): Promise<string> {
  return place === 'none' ? '999999999' : buildFailingJob(app)
}
