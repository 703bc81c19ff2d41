import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'

const solved = new Date('2026-03-10T15:00:00Z')
const day = 86_400_000
const windowEnd = new Date(solved.getTime() + 14 * day)

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let colleague: TestContact

before(async () => {
  app = await startTestApp({ now: solved })
  vendor = await buildVendor(app)
  const account = await buildAccount(app, { package: 'basic' })
  contact = await buildContact(app, account)
  colleague = await buildContact(app, account, { seat: false })
})
after(() => app.close())

const buildSolved = () => buildSolvedCase(app, { by: contact, agent: vendor.agent, at: solved })
const reopen = (by: TestContact, reference: string, at: Date) =>
  reopenCase(app.context(by.actor, at), { reference, body: 'It is back.' })

test('in the last moment of the window the same case is reopened', async () => {
  const { reference } = await buildSolved()
  const view = await reopen(contact, reference, new Date(windowEnd.getTime() - 1))
  assert.deepEqual([view.reference, view.status, view.solvedAt], [reference, 'in_progress', null])
})

test('when the window is over a linked follow-up opens, and the case stays solved', async () => {
  const { reference } = await buildSolved()
  const followUp = await reopen(contact, reference, windowEnd)
  assert.notEqual(followUp.reference, reference)
  assert.deepEqual([followUp.status, followUp.subject], ['new', 'The dashboard stays empty'])
  assert.equal(followUp.receivedAt, windowEnd.toISOString())
  assert.equal((await readCase(app.system(windowEnd), { reference })).status, 'solved')
})

test('a reply does the same as reopening, inside the window and after it', async () => {
  const { reference } = await buildSolved()
  await writeAs(app, contact, { reference, at: new Date(windowEnd.getTime() - 1) })
  assert.equal((await readCase(app.system(windowEnd), { reference })).status, 'in_progress')
  const late = await buildSolved()
  const item = await writeAs(app, contact, { reference: late.reference, at: windowEnd })
  const { rows } = await app.ownerPool.query<{ reference: string }>(
    'select c.reference from cases c join entries e on e.case_id = c.id where e.id = $1',
    [item.id],
  )
  assert.notEqual(rows[0]?.reference, late.reference)
})

test('a colleague without a seat may reopen, but a follow-up is a new request and needs one', async () => {
  const { reference } = await buildSolved()
  assert.equal((await reopen(colleague, reference, solved)).status, 'in_progress')
  const late = await buildSolved()
  await assert.rejects(reopen(colleague, late.reference, windowEnd), { code: 'decision_refused' })
  assert.equal((await readCase(app.system(windowEnd), { reference: late.reference })).version, late.version)
})

test('a case that is confirmed is closed, and nobody reopens it', async () => {
  const { reference } = await buildSolved()
  const closed = await confirmCase(app.context(contact.actor), { reference })
  assert.deepEqual(
    [closed.status, closed.closedAt, closed.solvedAt],
    ['closed', solved.toISOString(), solved.toISOString()],
  )
  await assert.rejects(reopenCase(app.context(vendor.agent.actor), { reference, body: 'x' }), {
    code: 'closed_is_final',
  })
  assert.notEqual((await reopen(contact, reference, solved)).reference, reference)
})

test('staff reopen with a note that the customer does not read', async () => {
  const { reference } = await buildSolved()
  const view = await reopenCase(app.context(vendor.agent.actor), { reference, body: 'The patch was wrong.' })
  assert.equal(view.status, 'in_progress')
  const { rows } = await app.ownerPool.query(
    `select kind, visibility from entries where body = 'The patch was wrong.'`,
  )
  assert.deepEqual(rows, [{ kind: 'note', visibility: 'internal' }])
})

test('a case that is open is not reopened', async () => {
  const { reference } = await buildCase(app, { by: contact, at: solved })
  await assert.rejects(reopen(contact, reference, solved), { code: 'not_solved' })
})
