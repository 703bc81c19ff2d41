import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { remindOfCertifications } from '#channels/notifications/server/remind-of-certifications.ts'
import { listNotifications } from '#channels/notifications/server/list-notifications.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { removeUnattachedFiles } from '#desk/messages/server/remove-unattached-files.ts'
import { addCertification } from '#people/accounts/server/add-certification.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact, type Person } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const now = new Date('2026-06-15T05:23:00Z')
let app: TestApp
let vendor: TestVendor

before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
})
after(() => app.close())

const later = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000)

async function toldTo(person: Person): Promise<string[]> {
  const { items } = await listNotifications(app.context(person.actor), { limit: 50 })
  return items
    .filter((item) => item.kind === 'certification_ending')
    .map((item) => item.facts['subject'] ?? '')
}

test('thirty days before a certification ends its holder and the account’s admin hear of it, once', async () => {
  const account = await buildAccount(app, { package: 'premium' })
  const holder = await buildContact(app, account, { name: 'Harriet' })
  const keeper = await buildContact(app, account, { isAdmin: true })
  const colleague = await buildContact(app, account)
  const held = { contactId: holder.id, kind: 'developer', validFrom: '2026-01-01' }
  await addCertification(app.system(), { ...held, validUntil: '2026-07-16' })
  await remindOfCertifications(app.system())
  assert.deepEqual(await toldTo(holder), [])
  for (const days of [1, 1, 2, 20]) await remindOfCertifications(app.system(later(days)))
  const words = ['Harriet, developer, last day 15 July 2026']
  assert.deepEqual(await toldTo(holder), words)
  assert.deepEqual(await toldTo(keeper), words)
  assert.deepEqual(await toldTo(colleague), [])
})

test('nobody is told of one that has ended, has no end, or whose holder has left', async () => {
  const account = await buildAccount(app, { package: 'premium' })
  const holder = await buildContact(app, account)
  const held = { contactId: holder.id, kind: 'developer', validFrom: '2026-01-01' }
  await addCertification(app.system(), { ...held, validUntil: '2026-06-15' })
  await addCertification(app.system(), held)
  await remindOfCertifications(app.system())
  assert.deepEqual(await toldTo(holder), [])
})

test('a file that proves a certification stays, is fetched by staff, and is nobody else’s to give', async () => {
  const contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
  const ctx = app.context(vendor.manager.actor)
  const file = await storeFile(ctx, {
    name: 'certificate.pdf',
    mediaType: 'application/pdf',
    content: bytes(),
  })
  const held = { contactId: contact.id, kind: 'developer', validFrom: '2026-01-01', proofFileId: file.id }
  await assert.rejects(addCertification(app.context(vendor.admin.actor), held), { kind: 'not_found' })
  const { id } = await addCertification(ctx, held)
  await removeUnattachedFiles(app.system(later(400)))
  const agent = await app.as(vendor.agent.email)
  const answer = await agent.get(`/api/v1/certifications/${id}/proof`)
  assert.equal(answer.status, 200)
  const customer = await app.as(contact.email)
  assert.equal((await customer.get(`/api/v1/certifications/${id}/proof`)).status, 403)
  assert.equal((await customer.get(`/api/v1/files/${file.id}`)).status, 404)
})

async function* bytes(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('%PDF-1.7')
}
