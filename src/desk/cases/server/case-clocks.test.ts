import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { changeCase } from '#desk/cases/server/change-case.ts'
import { closeCase } from '#desk/cases/server/close-case.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { solveCase } from '#desk/cases/server/solve-case.ts'
import { fireDueClocks } from '#promise/clocks/server/fire-due-clocks.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

/** A Tuesday, four in the afternoon where the customers are. */
const received = new Date('2026-03-10T15:00:00Z')
const hour = 3_600_000
const later = (hours: number, ms = 0) => new Date(received.getTime() + hours * hour + ms)

let app: TestApp
let vendor: TestVendor
let basic: TestContact
let premium: TestContact

before(async () => {
  app = await startTestApp({ now: received })
  vendor = await buildVendor(app)
  basic = await buildContact(app, await buildAccount(app, { package: 'basic' }))
  premium = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const staff = (at: Date) => app.context(vendor.agent.actor, at)
const reply = (reference: string, at: Date, status?: 'waiting_customer') =>
  writeAs(app, vendor.agent, { reference, at, status })
const see = (reference: string, at: Date) => readCase(staff(at), { reference })

function clock(view: CaseView, kind: 'first_response' | 'resolution') {
  const found = view.clocks.find((one) => one.kind === kind)
  assert.ok(found, `there is no ${kind} clock`)
  return found
}

const first = (view: CaseView) => clock(view, 'first_response')
const resolution = (view: CaseView) => clock(view, 'resolution')

describe('the first reply', () => {
  /** Basic, high: four support hours, so two today and two tomorrow from nine. */
  const due = new Date('2026-03-11T10:00:00Z')
  const openBasic = () => buildCase(app, { by: basic, at: received, priority: 'high' })

  test('is due after the package’s support hours, not after hours on the wall', async () => {
    const { dueAt, targetMinutes, guaranteed } = first(await openBasic())
    assert.deepEqual([dueAt, targetMinutes, guaranteed], [due.toISOString(), 240, true])
  })

  test('that comes at the very instant it is due keeps the promise', async () => {
    const { reference } = await openBasic()
    await reply(reference, due)
    assert.equal(first(await see(reference, later(100))).state, 'met')
  })

  test('that comes a moment later has missed it, although no timer has fired', async () => {
    const { reference } = await openBasic()
    await reply(reference, new Date(due.getTime() + 1))
    assert.equal(first(await see(reference, later(100))).state, 'breached')
  })

  test('that never comes has missed it a moment after it was due, whoever looks', async () => {
    const { reference } = await openBasic()
    assert.equal(first(await see(reference, due)).state, 'running')
    assert.equal(first(await see(reference, new Date(due.getTime() + 1))).state, 'breached')
  })

  test('that the sweeper found missing stays missed when it comes', async () => {
    const { reference } = await openBasic()
    await fireDueClocks(app.system(new Date(due.getTime() + 1)))
    const { rows } = await app.ownerPool.query(
      `select k.state, k.fired_at from clocks k join cases c on c.id = k.case_id where c.reference = $1`,
      [reference],
    )
    assert.deepEqual(rows, [{ state: 'breached', fired_at: new Date(due.getTime() + 1) }])
    await reply(reference, later(30))
    assert.equal(first(await see(reference, later(31))).state, 'breached')
  })

  test('in time is found by no sweeper', async () => {
    const { reference } = await openBasic()
    await reply(reference, later(1))
    await fireDueClocks(app.system(later(1_000)))
    assert.equal(first(await see(reference, later(1_000))).state, 'met')
  })

  test('is not made by a note, nor by the customer writing again', async () => {
    const { reference } = await openBasic()
    await writeAs(app, vendor.agent, { reference, at: later(1), kind: 'note' })
    await writeAs(app, basic, { reference, at: later(1) })
    assert.equal(first(await see(reference, later(2))).state, 'running')
  })

  test('is due thirty minutes later for Premium, also at night and on a Sunday', async () => {
    const sunday = new Date('2026-03-15T02:17:00Z')
    const opened = await buildCase(app, { by: premium, at: sunday, priority: 'high' })
    assert.equal(first(opened).dueAt, '2026-03-15T02:47:00.000Z')
  })

  test('of a low-priority case is promised by no package', async () => {
    const opened = await buildCase(app, { by: premium, at: received, priority: 'low' })
    assert.deepEqual(opened.clocks, [])
  })
})

describe('the resolution of a Premium case', () => {
  const openPremium = () => buildCase(app, { by: premium, at: received, priority: 'high' })

  test('is due a day after it was received', async () => {
    assert.equal(resolution(await openPremium()).dueAt, later(24).toISOString())
  })

  test('waits while the customer is asked, and goes on with what was left', async () => {
    const { reference } = await openPremium()
    await reply(reference, later(0.25), 'waiting_customer')
    const waiting = resolution(await see(reference, later(3)))
    assert.deepEqual([waiting.state, waiting.dueAt, waiting.elapsedMs], ['paused', null, 0.25 * hour])
    await writeAs(app, premium, { reference, at: later(5) })
    const { state, dueAt } = resolution(await see(reference, later(6)))
    assert.deepEqual([state, dueAt], ['running', later(24 + 4.75).toISOString()])
  })

  test('does not wait for a release or a third party', async () => {
    const { reference } = await openPremium()
    await changeCase(staff(later(1)), { reference, status: 'waiting_other' })
    assert.equal(resolution(await see(reference, later(2))).dueAt, later(24).toISOString())
  })

  test('cannot be made to wait silently', async () => {
    const { reference } = await openPremium()
    await assert.rejects(changeCase(staff(later(1)), { reference, status: 'waiting_customer' }), {
      code: 'public_message_needed',
    })
  })

  test('is kept by the solution, and goes on with what was left when the case is reopened', async () => {
    const { reference } = await openPremium()
    await reply(reference, later(0.1))
    await solveCase(staff(later(10)), { reference, solution: 'Restart it.', cause: 'A full disk.' })
    assert.equal(resolution(await see(reference, later(200))).state, 'met')
    await reopenCase(app.context(premium.actor, later(50)), { reference, body: 'It is back.' })
    const { state, dueAt } = resolution(await see(reference, later(51)))
    assert.deepEqual([state, dueAt], ['running', later(50 + 14).toISOString()])
  })

  test('is owed by no Basic case', async () => {
    const opened = await buildCase(app, { by: basic, at: received, priority: 'high' })
    assert.deepEqual(
      opened.clocks.map(({ kind }) => kind),
      ['first_response'],
    )
  })
})

describe('a changed priority', () => {
  test('that is raised brings the first reply nearer, and never makes it late', async () => {
    const { reference } = await buildCase(app, { by: premium, at: received, priority: 'medium' })
    const raised = await changeCase(staff(later(0.25)), { reference, priority: 'high' })
    const due = Date.parse(first(raised).dueAt ?? '')
    assert.ok(due > later(0.25).getTime() && due < later(2).getTime())
  })

  test('that is lowered never brings it nearer, and keeps what was promised on record', async () => {
    const { reference } = await buildCase(app, { by: premium, at: received, priority: 'high' })
    const lowered = await changeCase(staff(later(0.1)), { reference, priority: 'medium', reason: 'Agreed.' })
    assert.ok(Date.parse(first(lowered).dueAt ?? '') >= later(0.5).getTime())
    const { rows } = await app.ownerPool.query(
      `select k.earlier_due_at from clocks k join cases c on c.id = k.case_id
       where c.reference = $1 and k.kind = 'first_response'`,
      [reference],
    )
    assert.deepEqual(rows, [{ earlier_due_at: later(0.5) }])
  })
})

test('a case closed as a duplicate ends its clocks outside all rates', async () => {
  const { reference } = await buildCase(app, { by: premium, at: received, priority: 'high' })
  const duplicateOf = (await buildCase(app, { by: premium, at: received })).reference
  await closeCase(staff(later(0.1)), { reference, reason: 'duplicate', duplicateOf })
  await fireDueClocks(app.system(later(1_000)))
  const { clocks } = await see(reference, later(1_000))
  assert.deepEqual(
    clocks.map(({ state }) => state),
    ['cancelled', 'cancelled'],
  )
})

test('a call that staff take is answered at that moment', async () => {
  const opened = await buildCase(app, {
    by: { ...premium, actor: vendor.agent.actor },
    at: received,
    priority: 'high',
    contactId: premium.id,
    channel: 'phone',
  })
  assert.deepEqual([opened.status, opened.assignee?.name], ['in_progress', vendor.agent.name])
  assert.deepEqual([first(opened).state, first(opened).stoppedAt], ['met', received.toISOString()])
})

test('a case of the past begins when it was received', async () => {
  const opened = await buildCase(app, { by: premium, at: later(2), receivedAt: received, priority: 'high' })
  assert.deepEqual([opened.receivedAt, first(opened).state], [received.toISOString(), 'breached'])
})
