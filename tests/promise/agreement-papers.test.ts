import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { tellOfEnding } from '#channels/notifications/server/tell-of-ending.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { addDocument, listDocuments } from '#promise/agreements/server/agreement-documents.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
let vendor: TestVendor
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

const pdf = '%PDF-1.7 signed by both'

async function upload(mediaType: string): Promise<string> {
  const by = app.context(vendor.manager.actor)
  return (await storeFile(by, { name: 'signed.pdf', mediaType, content: bytes(pdf) })).id
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}

test('a signed paper is kept under the hash of its bytes, and the account’s admins get it byte for byte', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { isAdmin: true })
  const reader = await buildContact(app, account)
  const ctx = app.context(vendor.manager.actor)
  await addDocument(ctx, { id: account.agreementId, fileId: await upload('application/pdf') })
  const { items } = await listDocuments(app.context(admin.actor), { id: account.agreementId })
  assert.deepEqual(
    items.map(({ name, sha256 }) => [name, sha256]),
    [['signed.pdf', createHash('sha256').update(pdf).digest('hex')]],
  )
  const answer = await (await app.as(admin.email)).get(`/api/v1/agreement-documents/${items[0]?.id}`)
  assert.equal(answer.text, pdf)
  await assert.rejects(listDocuments(app.context(reader.actor), { id: account.agreementId }), {
    code: 'permission_missing',
  })
  const rows = await app
    .context(reader.actor)
    .transaction((tx) => tx.selectFrom('agreement_documents').selectAll().execute())
  assert.deepEqual(rows, [], 'the database keeps them from who is no admin')
})

test('a paper of a draft is the vendor’s own until it is active', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { isAdmin: true })
  const draft = await renewAgreement(app.system(), { id: account.agreementId })
  const ctx = app.context(vendor.manager.actor)
  await addDocument(ctx, { id: draft.id, fileId: await upload('image/png') })
  await assert.rejects(listDocuments(app.context(admin.actor), draft), { code: 'not_found' })
  await activateAgreement(app.system(), draft)
  assert.equal((await listDocuments(app.context(admin.actor), draft)).items.length, 1)
})

test('what is no paper, or somebody else’s upload, is not kept', async () => {
  const account = await buildAccount(app)
  const fileId = await upload('text/html')
  const manager = app.context(vendor.manager.actor)
  await assert.rejects(addDocument(manager, { id: account.agreementId, fileId }), { code: 'not_a_paper' })
  const paper = await upload('application/pdf')
  const admin = app.context(vendor.admin.actor)
  await assert.rejects(addDocument(admin, { id: account.agreementId, fileId: paper }), { code: 'not_found' })
})

test('an end is told to managers and to the account’s admins, once, and to nobody once a renewal is active', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { isAdmin: true })
  await buildContact(app, account)
  const told = async () => {
    const { rows } = await app.ownerPool.query(
      `select person_id, facts from notifications where event_key like $1 order by person_id`,
      [`agreement:${account.agreementId}:%`],
    )
    return z.array(z.object({ person_id: z.string(), facts: z.record(z.string(), z.string()) })).parse(rows)
  }
  const { agreementId } = account
  for (let times = 0; times < 2; times++) await tellOfEnding(app.system(), { agreementId, days: 30 })
  const first = await told()
  const manager = vendor.manager.actor
  assert.ok(manager.kind === 'staff')
  assert.deepEqual(
    first.map((one) => one.person_id).toSorted(),
    [admin.id, manager.staffId].map(String).toSorted(),
  )
  const words = first.find((one) => one.person_id === admin.id)?.facts
  assert.deepEqual(Object.keys(words ?? {}), ['day'], 'customers read the last day, and nothing else')
  await activateAgreement(app.system(), await renewAgreement(app.system(), { id: agreementId }))
  await tellOfEnding(app.system(), { agreementId, days: 7 })
  assert.equal((await told()).length, first.length)
})
