import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { endStaff } from '#people/auth/server/end-staff.ts'
import type { WarningRuleView } from '../domain/warning-contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
})
after(() => app.close())

beforeEach(async () => {
  await app.ownerPool.query('delete from warning_rules')
  await app.ownerPool.query(
    "insert into warning_rules (share, tell) values (50, 'assignee'), (100, 'line_manager')",
  )
})

const url = '/api/v1/warning-rules'
const list = async () => ((await admin.get(url)).json as { items: WarningRuleView[] }).items
const said = async () => (await list()).map(({ share, tell }) => `${share} ${tell}`)
const ruleOf = (answer: { json: unknown }) => answer.json as WarningRuleView
const codeOf = (answer: { status: number; json: unknown }) => [
  answer.status,
  (answer.json as { code?: string } | undefined)?.code,
]
const remove = ({ id, version }: { id: string; version: number }) =>
  admin.send('DELETE', `${url}/${id}?version=${version}`, '{}', { 'content-type': 'application/json' })

describe('Rules of warnings', () => {
  test('are added, changed and removed, in the order a clock meets them, and each act is on record', async () => {
    const added = await admin.post(url, {
      share: 80,
      tell: 'person',
      staffId: vendor.agent.id,
      tracked: true,
    })
    assert.equal(added.status, 201)
    const rule = ruleOf(added)
    assert.deepEqual([rule.person?.name, rule.tracked, rule.version], [vendor.agent.name, true, 1])
    assert.deepEqual(await said(), ['50 assignee', '80 person', '100 line_manager'])
    const changed = await admin.patch(`${url}/${rule.id}`, { share: 30, tell: 'managers', version: 1 })
    assert.deepEqual([ruleOf(changed).version, ruleOf(changed).person], [2, null])
    assert.deepEqual(await said(), ['30 managers', '50 assignee', '100 line_manager'])
    assert.equal((await remove(ruleOf(changed))).status, 204)
    assert.deepEqual(await said(), ['50 assignee', '100 line_manager'])
    const { rows } = await app.ownerPool.query<{ action: string }>(
      'select action from audit_log where subject_id = $1 order by at, id',
      [rule.id],
    )
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['warning.added', 'warning.changed', 'warning.removed'],
    )
  })

  test('that make no sense are refused, and nothing changes', async () => {
    const good = { share: 70, tell: 'line' }
    const [first] = await list()
    assert.ok(first)
    for (const bad of [
      { share: 0 },
      { share: 101 },
      { share: 49.5 },
      { share: '70' },
      { tell: 'everybody' },
      { tell: 'person' },
      { staffId: vendor.agent.id },
      { tell: 'person', staffId: 'nobody' },
      { tell: 'person', staffId: first.id },
      { tracked: 'yes' },
      { extra: 1 },
    ]) {
      assert.equal((await admin.post(url, { ...good, ...bad })).status, 400, JSON.stringify(bad))
      const patch = await admin.patch(`${url}/${first.id}`, { ...good, ...bad, version: 1 })
      assert.equal(patch.status, 400, JSON.stringify(bad))
    }
    assert.deepEqual(await said(), ['50 assignee', '100 line_manager'])
  })

  test('name nobody who has left, and say so of who leaves later', async () => {
    const leaver = await buildStaff(app, 'agent', 'Lea Leaver')
    await admin.post(url, { share: 70, tell: 'person', staffId: leaver.id })
    await endStaff(app.system(), { staffId: leaver.id })
    const rule = (await list()).find(({ tell }) => tell === 'person')
    assert.deepEqual(rule?.person, { id: leaver.id, name: 'Lea Leaver', active: false })
    const again = await admin.post(url, { share: 71, tell: 'person', staffId: leaver.id })
    assert.deepEqual(codeOf(again), [400, 'no_such_person'])
  })

  test('stand once each, also when two are added at the same moment', async () => {
    const wanted = { share: 90, tell: 'person', staffId: vendor.agent.id }
    const answers = await Promise.all(Array.from({ length: 4 }, () => admin.post(url, wanted)))
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409, 409, 409],
    )
    const [first] = await list()
    assert.ok(first)
    const moved = await admin.patch(`${url}/${first.id}`, { ...wanted, version: first.version })
    assert.deepEqual(codeOf(moved), [409, 'rule_exists'])
    assert.equal((await admin.post(url, { share: 50, tell: 'assignee' })).status, 409)
  })

  test('are not changed or removed over what a colleague has saved since', async () => {
    const [first] = await list()
    assert.ok(first)
    const { id, version } = first
    assert.equal((await admin.patch(`${url}/${id}`, { share: 60, tell: 'line', version })).status, 200)
    const late = await admin.patch(`${url}/${id}`, { share: 61, tell: 'line', version })
    assert.deepEqual(codeOf(late), [409, 'changed_meanwhile'])
    assert.deepEqual(codeOf(await remove(first)), [409, 'changed_meanwhile'])
    assert.deepEqual(await said(), ['60 line', '100 line_manager'])
  })

  test('go with a case as it is opened: later shares hold for later cases', async () => {
    const by = await buildContact(app, await buildAccount(app, { package: 'premium' }))
    const sharesOf = async (reference: string) => {
      const { rows } = await app.ownerPool.query<{ shares: number[] }>(
        `select k.warn_shares as shares from clocks k join cases c on c.id = k.case_id
         where c.reference = $1 and k.kind = 'first_response'`,
        [reference],
      )
      return rows[0]?.shares
    }
    const before = await buildCase(app, { by })
    await admin.post(url, { share: 75, tell: 'line' })
    const later = await buildCase(app, { by })
    assert.deepEqual([await sharesOf(before.reference), await sharesOf(later.reference)], [[50], [50, 75]])
  })
})
