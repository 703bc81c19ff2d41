import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { reactions } from '#app/events.ts'
import { createJobs } from '#app/jobs.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildContact } from '../support/build-contact.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { buildVendor } from '../support/build-vendor.ts'

let app: TestApp
before(async () => {
  app = await startTestApp()
  await buildVendor(app)
})
after(() => app.close())

test('Who is no contact any more gives back their seat, and another may have it', async () => {
  const account = await buildAccount(app, { package: 'basic' })
  const first = await buildContact(app, account)
  await buildContact(app, account)
  const third = await buildContact(app, account, { seat: false })
  const seatOfThird = { agreementId: account.agreementId, contactId: third.id }
  await assert.rejects(giveSeat(app.system(), seatOfThird), { code: 'seat_cap_reached' })

  await endContact(app.system(), { contactId: first.id })
  const resolver = () => Promise.reject(new Error('no mail here'))
  const { webhooks, ownerPool, mail } = app
  const jobs = createJobs({ context: () => app.system(), resolver, mail, secret: '', webhooks, ownerPool })
  for (const job of reactions['contact.ended'] ?? []) await jobs[job]?.({ contactId: first.id })

  await giveSeat(app.system(), seatOfThird)
})
