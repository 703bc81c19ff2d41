import { randomUUID } from 'node:crypto'
import type { Role } from '#platform/context.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { buildAccount } from '../support/build-account.ts'
import { canary, type Place, type World } from './matrix-world.ts'

type Call = { url: string; body?: object }
type Build = (world: World, place: Place, role: Role) => Promise<Call> | Call

const v1 = '/api/v1'

/** Requests about what changes while an agreement runs, and about its signed papers. */
export const agreementRequests: Record<string, Build> = {
  'POST /api/v1/agreements/{id}/amendments/preview': async (world, place) => ({
    url: `${v1}/agreements/${await freshAgreement(world, place)}/amendments/preview`,
    body: { change: change() },
  }),
  'POST /api/v1/agreements/{id}/amendments': async (world, place) => ({
    url: `${v1}/agreements/${await freshAgreement(world, place)}/amendments`,
    body: { change: change(), reason: 'They asked for it.', version: 2 },
  }),
  'POST /api/v1/agreements/{id}/documents': async (world, place, role) => ({
    url: `${v1}/agreements/${await freshAgreement(world, place)}/documents`,
    body: { fileId: await freshUpload(world, place, role) },
  }),
  'GET /api/v1/agreements/{id}/documents': (world, place) => ({
    url: `${v1}/agreements/${place === 'none' ? randomUUID() : world[place].account.agreementId}/documents`,
  }),
  'GET /api/v1/agreement-documents/{id}': async (world, place) => ({
    url: `${v1}/agreement-documents/${await paperOf(world, place)}`,
  }),
}

/** From next month on, wherever the agreement is read. */
function change() {
  const effectiveOn = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return { kind: 'upgrade', packageCode: 'premium', effectiveOn }
}

async function freshAgreement(world: World, place: Place): Promise<string> {
  return place === 'none'
    ? randomUUID()
    : (await buildAccount(world.app, { package: 'business' })).agreementId
}

/** A PDF that the asker has just uploaded. */
async function freshUpload(world: World, place: Place, role: Role): Promise<string> {
  const { manager, admin } = world.vendor
  const content = bytes(`%PDF-1.7 ${canary[place === 'none' ? 'own' : place]}`)
  const by = world.app.context(role === 'admin' ? admin.actor : manager.actor)
  return (await storeFile(by, { name: 'signed.pdf', mediaType: 'application/pdf', content })).id
}

/** A paper of the side's own agreement. */
async function paperOf(world: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const { app } = world
  const { sha256 } = await app.shared.files.put(bytes(canary[place]), 1_000)
  const { account } = world[place]
  const id = randomUUID()
  await app.ownerPool.query(
    `insert into agreement_documents (id, account_id, agreement_id, name, media_type, bytes, sha256, actor_name, added_at)
     values ($1, $2, $3, $4, 'application/pdf', 9, $5, 'Ana', now())`,
    [id, account.id, account.agreementId, `${canary[place]}.pdf`, sha256],
  )
  return id
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
