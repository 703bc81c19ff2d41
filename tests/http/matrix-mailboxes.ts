import { randomUUID } from 'node:crypto'
import { addMailbox } from '#channels/email/server/add-mailbox.ts'
import { askConsent } from '#channels/email/server/ask-consent.ts'
import type { MailboxInput } from '#channels/email/domain/mailbox-contract.ts'
import { mailboxNeeds, mailboxSettings } from '../support/build-mailbox.ts'
import type { Place, World } from './matrix-world.ts'

type Call = { url: string; body?: object }

const v1 = '/api/v1'
// Nobody listens there, which is an answer like another.
const settings = mailboxSettings({ host: '127.0.0.1', port: 1 })
const signIn: MailboxInput['signIn'] = {
  kind: 'oauth',
  provider: 'other',
  authorizeUrl: 'https://provider.example/authorize',
  tokenUrl: 'https://provider.example/token',
  scope: 'imap',
  clientId: 'fourline',
}

/** One well-formed request to each route of the mailboxes. These are the vendor's only. */
export const mailboxRequests: Record<string, (world: World, place: Place) => Promise<Call> | Call> = {
  'GET /api/v1/mailboxes': () => ({ url: `${v1}/mailboxes` }),
  'POST /api/v1/mailboxes': () => ({ url: `${v1}/mailboxes`, body: { settings } }),
  'GET /api/v1/mailboxes/{id}': async (world, place) => ({
    url: `${v1}/mailboxes/${await idOf(world, place)}`,
  }),
  'PATCH /api/v1/mailboxes/{id}': async (world, place) => ({
    url: `${v1}/mailboxes/${await idOf(world, place)}`,
    body: { state: 'off', version: 1 },
  }),
  'POST /api/v1/mailboxes/test': async (world, place) => ({
    url: `${v1}/mailboxes/test`,
    body: { id: await idOf(world, place) },
  }),
  'POST /api/v1/mailboxes/{id}/consent': async (world, place) => ({
    url: `${v1}/mailboxes/${await idOf(world, place)}/consent`,
    body: {},
  }),
  // A state that nobody was given.
  'POST /api/v1/mailbox-consents': () => ({
    url: `${v1}/mailbox-consents`,
    body: { state: 'none', code: 'none' },
  }),
}

async function idOf({ app, vendor }: World, place: Place): Promise<string> {
  if (place === 'none') return randomUUID()
  const ctx = app.context(vendor.admin.actor, new Date())
  const { id } = await addMailbox(ctx, { settings: { ...settings, signIn } }, mailboxNeeds(app))
  await askConsent(ctx, { id }, mailboxNeeds(app))
  return id
}
