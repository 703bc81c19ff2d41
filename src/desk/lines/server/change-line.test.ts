import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { endStaff } from '#people/auth/server/end-staff.ts'
import type { LineView } from '../domain/contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client
let contact: TestContact

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
  contact = await buildContact(app, await buildAccount(app, { package: 'premium' }))
})
after(() => app.close())

const noTargets = { high: null, medium: null, low: null }
const lineOf = async (number: number): Promise<LineView> => {
  const { items } = (await admin.get('/api/v1/lines')).json as { items: LineView[] }
  const found = items.find((line) => line.number === number)
  assert.ok(found)
  return found
}
const patch = async (number: number, news: object) => {
  const { name, customerName, manager, targets, version } = await lineOf(number)
  const facts = { name, customerName, managerId: manager?.id ?? null, targets, version }
  return admin.patch(`/api/v1/lines/${number}`, { ...facts, ...news })
}
const codeOf = (answer: { status: number; json: unknown }) => [
  answer.status,
  (answer.json as { code?: string }).code,
]

test('a line has a name, a name for customers, a manager and targets, and customers read its new name', async () => {
  const { reference } = await buildCase(app, { by: contact })
  const targets = { high: 30, medium: 240, low: null }
  const wanted = {
    name: 'Front desk',
    customerName: 'the support team',
    managerId: vendor.manager.id,
    targets,
  }
  const answer = await patch(1, wanted)
  assert.equal(answer.status, 200)
  const saved = await lineOf(1)
  assert.deepEqual(answer.json, saved)
  assert.deepEqual(
    [saved.name, saved.customerName, saved.manager?.name, saved.targets, saved.version],
    ['Front desk', 'the support team', vendor.manager.name, targets, 2],
  )
  const read = (await (await app.as(contact.email)).get(`/api/v1/cases/${reference}`)).json
  assert.equal((read as { handledBy: string }).handledBy, 'the support team')
  assert.equal((await patch(1, {})).status, 200)
  assert.equal((await lineOf(1)).version, 2, 'nothing changed')
})

test('cases opened from now on have the new target; those that run keep theirs; customers read neither', async () => {
  const targetOf = async (reference: string) => {
    const { rows } = await app.ownerPool.query<{ target_minutes: number }>(
      `select k.target_minutes from clocks k join cases c on c.id = k.case_id
       where c.reference = $1 and k.kind = 'line'`,
      [reference],
    )
    return rows[0]?.target_minutes
  }
  await patch(1, { targets: { ...noTargets, medium: 90 } })
  const first = await buildCase(app, { by: contact })
  await patch(1, { targets: { ...noTargets, medium: 45 } })
  const second = await buildCase(app, { by: contact })
  await patch(1, { targets: noTargets })
  const third = await buildCase(app, { by: contact })
  const references = [first, second, third].map(({ reference }) => reference)
  assert.deepEqual(await Promise.all(references.map(targetOf)), [90, 45, undefined])
  const client = await app.as(contact.email)
  const { text } = await client.get(`/api/v1/cases/${first.reference}`)
  assert.match(text, /first_response/)
  assert.doesNotMatch(text, /"kind":"line"|5400000|"targetMinutes":90/)
})

test('what is no line, no name or no target is refused, and nothing changes', async () => {
  const before = await lineOf(2)
  const targets = { ...noTargets }
  for (const bad of [
    { name: '' },
    { name: ' ' },
    { name: 'x'.repeat(61) },
    { customerName: '' },
    { customerName: 'line 2' },
    { customerName: 'second line' },
    { managerId: 'nobody' },
    { managerId: '00000000-0000-7000-8000-000000000000' },
    { targets: { ...targets, high: 0 } },
    { targets: { ...targets, high: 1.5 } },
    { targets: { ...targets, high: 525_601 } },
    { targets: { high: 60 } },
    { targets: { ...targets, urgent: 5 } },
    { version: 0 },
    { order: 1 },
  ])
    assert.equal((await patch(2, bad)).status, 400, JSON.stringify(bad))
  assert.deepEqual(await lineOf(2), before)
})

test('nobody who has left becomes its manager, and a manager who leaves is named no more', async () => {
  const leaver = await buildStaff(app, 'manager', 'Lea Leaver')
  await patch(3, { managerId: leaver.id })
  assert.equal((await lineOf(3)).manager?.name, 'Lea Leaver')
  await endStaff(app.system(), { staffId: leaver.id })
  assert.equal((await lineOf(3)).manager, null)
  assert.deepEqual(codeOf(await patch(2, { managerId: leaver.id })), [400, 'no_such_person'])
})

test('a line is not changed over what a colleague has saved since, and of several at once one is saved', async () => {
  const { version } = await lineOf(4)
  const answers = await Promise.all(
    ['Makers', 'Builders', 'Engineers'].map((name) => patch(4, { name, version })),
  )
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [200, 409, 409],
  )
  assert.deepEqual(codeOf(await patch(4, { name: 'Late', version })), [409, 'changed_meanwhile'])
})
