import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type Person, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { addCertification } from './add-certification.ts'
import { changeCertification, revokeCertification } from './change-certification.ts'
import { listCertifications, ownCertifications } from './list-certifications.ts'

let app: TestApp
let manager: Person
let agent: Person
let contact: TestContact
let colleague: TestContact
let keeper: TestContact

before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  manager = vendor.manager
  agent = vendor.agent
  const account = await buildAccount(app, { package: 'premium' })
  contact = await buildContact(app, account)
  colleague = await buildContact(app, account)
  keeper = await buildContact(app, account, { isAdmin: true })
})
after(() => app.close())

const staff = () => app.context(manager.actor)
const held = { kind: 'developer', validFrom: '2026-01-01', validUntil: '2027-01-01', proof: 'DEV-118' }

test('a certification is corrected and revoked with a reason, and everything stays on record', async () => {
  const { id } = await addCertification(staff(), { contactId: contact.id, ...held })
  const { proof, ...wrong } = held
  const corrected = await changeCertification(staff(), {
    id,
    ...wrong,
    proof,
    validUntil: '2028-01-01',
    reason: 'The certificate says 2028.',
  })
  assert.deepEqual([corrected.validUntil, corrected.ended], ['2028-01-01', null])
  await assert.rejects(revokeCertification(staff(), { id, reason: 'Twice' }), { code: 'ended_already' })
  await revokeCertification(staff(), { id: corrected.id, reason: 'It was withdrawn.' })
  const { items } = await listCertifications(staff(), { id: contact.id })
  assert.deepEqual(
    items.map((item) => [item.validUntil, item.ended?.reason, item.ended?.wasCorrected]),
    [
      ['2028-01-01', 'It was withdrawn.', false],
      ['2027-01-01', 'The certificate says 2028.', true],
    ],
  )
  assert.deepEqual((await ownCertifications(app.context(contact.actor))).items, [])
})

test('a contact reads their own, an account admin everybody’s, and neither who entered it', async () => {
  await addCertification(staff(), { contactId: contact.id, ...held })
  await addCertification(staff(), { contactId: colleague.id, ...held })
  const names = async (by: Person) =>
    (await ownCertifications(app.context(by.actor))).items.map((item) => item.contact.name).toSorted()
  assert.deepEqual(await names(contact), [contact.name])
  assert.deepEqual(await names(keeper), [contact.name, colleague.name].toSorted())
  const { items } = await ownCertifications(app.context(keeper.actor))
  assert.deepEqual([items[0]?.addedBy, items[0]?.proofFile, items[0]?.proof], [null, null, 'DEV-118'])
})

test('agents do not certify, and a certification ends after it begins', async () => {
  const { id } = await addCertification(staff(), { contactId: contact.id, ...held })
  const asAgent = app.context(agent.actor)
  await assert.rejects(revokeCertification(asAgent, { id, reason: 'No.' }), { kind: 'forbidden' })
  await assert.rejects(changeCertification(asAgent, { id, ...held, reason: 'No.' }), { kind: 'forbidden' })
  await assert.rejects(
    changeCertification(staff(), { id, ...held, validUntil: '2026-01-01', reason: 'Wrong' }),
  )
  await assert.rejects(revokeCertification(staff(), { id: crypto.randomUUID(), reason: 'No.' }), {
    kind: 'not_found',
  })
})
