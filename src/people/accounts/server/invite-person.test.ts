import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { addContact } from './add-contact.ts'
import { endContact } from './end-contact.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { inviteContact, inviteStaff } from '../../auth/server/invite-person.ts'
import { setPassword } from '../../auth/server/set-password.ts'

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let keeper: TestContact
let count = 0

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  account = await buildAccount(app)
  keeper = await buildContact(app, account, { isAdmin: true })
})
after(() => app.close())

const newAddress = () => `guest-${(count += 1)}@guest.example`
const addGuest = async (accountId = account.id) => {
  const email = newAddress()
  return { email, id: (await addContact(app.system(), { accountId, name: 'Gus', email })).id }
}
const later = (minutes: number) => new Date(app.now.getTime() + minutes * 60_000)
const linksTo = async (email: string) =>
  (
    await app.ownerPool.query(
      `select purpose, used_at, superseded_at is not null as superseded,
         extract(epoch from expires_at - created_at) / 3600 as hours
       from sign_in_links where email = $1 order by id`,
      [email],
    )
  ).rows

describe('An invitation', () => {
  it('of a contact is good for 72 hours, and is to be mailed once', async () => {
    const { id, email } = await addGuest()
    const invited = await inviteContact(app.context(vendor.manager.actor), { id })
    const expiresAt = later(72 * 60).toISOString()
    assert.deepEqual(invited, { sentTo: email, expiresAt, handedOver: false, link: null })
    assert.deepEqual(await linksTo(email), [
      { purpose: 'invitation', used_at: null, superseded: false, hours: '72.0000000000000000' },
    ])
    const jobs = await app.ownerPool.query(
      `select count(*)::int n from graphile_worker.jobs where task_identifier = 'queue-link-mail'`,
    )
    assert.ok(jobs.rows[0].n >= 1)
  })

  it('ends the one before it', async () => {
    const { id, email } = await addGuest()
    await inviteContact(app.system(), { id })
    await inviteContact(app.system(later(1)), { id })
    assert.deepEqual(
      (await linksTo(email)).map((link) => link.superseded),
      [true, false],
    )
  })

  it('is one of one, however many are asked for at the same moment', async () => {
    const { id, email } = await addGuest()
    await Promise.all([1, 2, 3, 4].map(() => inviteContact(app.system(), { id })))
    assert.equal((await linksTo(email)).filter((link) => !link.superseded).length, 1)
  })

  it('goes out five times within an hour and no more', async () => {
    const { id, email } = await addGuest()
    for (const minutes of [0, 1, 2, 3, 4]) await inviteContact(app.system(later(minutes)), { id })
    await assert.rejects(inviteContact(app.system(later(5)), { id }), { code: 'too_many_links' })
    assert.equal((await linksTo(email)).length, 5)
    await inviteContact(app.system(later(61)), { id })
  })

  it('of a contact is for managers, admins and the admin of their own account', async () => {
    const { id } = await addGuest()
    await inviteContact(app.context(vendor.admin.actor), { id })
    await inviteContact(app.context(keeper.actor), { id })
    const colleague = await buildContact(app, account, { seat: false })
    for (const actor of [colleague.actor, vendor.agent.actor]) {
      await assert.rejects(inviteContact(app.context(actor), { id }), { code: 'permission_missing' })
    }
    const elsewhere = await addGuest((await buildAccount(app)).id)
    await assert.rejects(inviteContact(app.context(keeper.actor), { id: elsewhere.id }), {
      code: 'not_found',
    })
    assert.deepEqual(await linksTo(elsewhere.email), [])
  })

  it('of staff is for admins', async () => {
    const email = newAddress()
    const { id } = await addStaff(app.system(), { name: 'New', email, role: 'agent' })
    assert.equal((await inviteStaff(app.context(vendor.admin.actor), { id })).sentTo, email)
    for (const actor of [vendor.manager.actor, keeper.actor]) {
      await assert.rejects(inviteStaff(app.context(actor), { id }), { code: 'permission_missing' })
    }
  })

  it('is refused where there is nobody to invite, or nothing to invite them to', async () => {
    const { id, email } = await addGuest()
    await setPassword(app.system(), { email, password: 'correct-horse-battery' })
    await assert.rejects(inviteContact(app.system(), { id }), { code: 'can_sign_in' })
    const gone = await addGuest()
    await endContact(app.system(), { contactId: gone.id })
    await assert.rejects(inviteContact(app.system(), { id: gone.id }), { code: 'not_found' })
    assert.deepEqual([...(await linksTo(email)), ...(await linksTo(gone.email))], [])
  })
})
