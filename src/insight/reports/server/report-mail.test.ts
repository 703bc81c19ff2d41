import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { turnMailOff } from '#channels/notifications/server/mail-switch.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildAnsweredCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { type MailRelay, startMailRelay } from '../../../../tests/support/mail-relay.ts'
import { runDoorJobs } from '../../../../tests/support/run-door-jobs.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { mailReports } from './mail-reports.ts'
import { mailReportNow, readSubscription, setSubscription } from './report-subscription.ts'

const february = new Date('2026-02-10T09:00:00Z')
const firstOfMarch = new Date('2026-03-01T00:13:00Z')
let app: TestApp
let vendor: TestVendor
let relay: MailRelay

before(async () => {
  app = await startTestApp({ now: february })
  relay = await startMailRelay()
  vendor = await buildVendor(app)
  const account = await buildAccount(app, { package: 'premium', name: '=Northwind, Ltd' })
  await buildAnsweredCase(app, {
    by: await buildContact(app, account),
    agent: vendor.agent,
    priority: 'high',
    at: february,
  })
})
after(async () => {
  await app.close()
  await relay.close()
})

async function deliver() {
  relay.mails.length = 0
  await runDoorJobs(app, { smtpUrl: `smtp://${relay.host}:${relay.port}` })
  return relay.mails.filter((mail) => (mail.subject ?? '').startsWith('Promises kept'))
}

const manager = (at = february) => app.context(vendor.manager.actor, at)

describe('the report by mail', () => {
  test('comes once to whoever wants it, however often the timetable comes round', async () => {
    await setSubscription(manager(), { on: true })
    assert.deepEqual(await readSubscription(manager()), { on: true })
    await Promise.all([mailReports(app.system(firstOfMarch)), mailReports(app.system(firstOfMarch))])
    await mailReports(app.system(new Date('2026-03-09T00:13:00Z')))
    const mails = await deliver()
    assert.equal(mails.length, 1)
    const [mail] = mails
    assert.equal(mail?.subject, 'Promises kept in February 2026: 1 of 1')
    assert.match(mail?.text ?? '', /=Northwind, Ltd: 1 of 1/)
    assert.match(String(mail?.html), /<th scope="row"[^>]*>=Northwind, Ltd<\/th>/)
    assert.ok(mail?.headers.has('list-unsubscribe') || mail?.headers.has('list'))
    const [file] = mail?.attachments ?? []
    assert.equal(file?.filename, 'promises-2026-02.csv')
    assert.match(file?.content.toString() ?? '', /2026-02,"'=Northwind, Ltd",/)
  })

  test('comes again for the next month, and not to who wants it only since then', async () => {
    await setSubscription(app.context(vendor.admin.actor, new Date('2026-04-01T00:05:00Z')), { on: true })
    await mailReports(app.system(new Date('2026-04-01T00:13:00Z')))
    const mails = await deliver()
    assert.deepEqual(
      mails.map((mail) => [mail.subject, Object(mail.to).text.includes(vendor.manager.email)]),
      [['Promises kept in March 2026: none due', true]],
    )
  })

  test('the link below it ends it, and it comes no more', async () => {
    const { rows } = await app.ownerPool.query<{ token: string }>(
      `select token from mail_switches where kind = 'report' and person_id = $1`,
      [vendor.manager.id],
    )
    const anyone = app.context({ kind: 'anonymous', name: 'A visitor' }, firstOfMarch)
    const off = await turnMailOff(anyone, { token: rows[0]?.token ?? '' })
    assert.deepEqual(off, { kind: 'report', audience: 'staff', isOff: true })
    assert.deepEqual(await readSubscription(manager()), { on: false })
    await setSubscription(app.context(vendor.admin.actor), { on: false })
    await mailReports(app.system(new Date('2026-05-01T00:13:00Z')))
    assert.equal((await deliver()).length, 0)
  })

  test('a month is mailed at once to who asks, as often as they ask', async () => {
    const { to } = await mailReportNow(manager(), { month: '2026-02' })
    assert.equal(to, vendor.manager.email)
    await mailReportNow(manager(), { month: '2026-02' })
    const mails = await deliver()
    assert.equal(mails.length, 2)
    assert.doesNotMatch(mails[0]?.text ?? '', /Turn it off/)
  })

  test('is for managers', async () => {
    const refused = (error: unknown) => error instanceof FourlineError && error.code === 'permission_missing'
    await assert.rejects(setSubscription(app.context(vendor.agent.actor), { on: true }), refused)
    await assert.rejects(mailReportNow(app.context(vendor.agent.actor), { month: '2026-02' }), refused)
  })
})
