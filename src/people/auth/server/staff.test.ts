import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { StaffRecord as Person } from '../domain/staff-contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
})
after(() => app.close())

const people = async () => ((await admin.get('/api/v1/staff?limit=100')).json as { items: Person[] }).items
const readPerson = async (id: string) => (await people()).find((one) => one.id === id)
const add = async (body: object) => {
  const { status, json } = await admin.post('/api/v1/staff', body)
  assert.equal(status, 201)
  return json as Person
}
const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code

describe('The vendor’s people', () => {
  it('are listed by name, a page at a time, each once', async () => {
    const all = await people()
    const seen: Person[] = []
    let next: string | null = null
    do {
      const query: string = next === null ? '' : `&after=${next}`
      const page = (await admin.get(`/api/v1/staff?limit=2${query}`)).json as {
        items: Person[]
        next: string | null
      }
      seen.push(...page.items)
      next = page.next
    } while (next !== null)
    assert.deepEqual(seen, all)
    assert.deepEqual(
      all.map(({ name }) => name),
      ['The admin', 'The agent', 'The manager'],
    )
  })

  it('are added as invited: they have a role, and no way in yet', async () => {
    const added = await add({ name: 'Ida Holm', email: 'Ida@VENDOR.example', role: 'agent' })
    assert.equal(added.state, 'invited')
    assert.equal(added.email, 'Ida@vendor.example')
    assert.equal(added.twoStep, false)
    assert.deepEqual(await readPerson(added.id), added)
  })

  it('have one address each, however it is written', async () => {
    await add({ name: 'Once', email: 'once@vendor.example', role: 'agent' })
    const again = await admin.post('/api/v1/staff', {
      name: 'Twice',
      email: 'ONCE@vendor.example',
      role: 'admin',
    })
    assert.deepEqual([again.status, codeOf(again)], [409, 'staff_exists'])
  })

  it('refuse what is no person, and add nobody', async () => {
    const count = (await people()).length
    const good = { name: 'New', email: 'new@vendor.example', role: 'agent' }
    for (const bad of [
      { name: '' },
      { email: 'nowhere' },
      { role: 'owner' },
      { timeZone: 'Mars/Base' },
      { password: 'correct-horse-battery' },
      { active: true },
    ]) {
      const answer = await admin.post('/api/v1/staff', { ...good, ...bad })
      assert.equal(answer.status, 400, JSON.stringify(bad))
    }
    assert.equal((await people()).length, count)
  })

  it('are changed from the version that was read, and not over somebody else’s change', async () => {
    const { id, version } = await add({ name: 'Mo', email: 'mo@vendor.example', role: 'agent' })
    const first = await admin.patch(`/api/v1/staff/${id}`, { role: 'manager', version })
    assert.equal(first.status, 200)
    const late = await admin.patch(`/api/v1/staff/${id}`, { role: 'admin', version })
    assert.deepEqual([late.status, codeOf(late)], [409, 'changed_meanwhile'])
    assert.equal((await readPerson(id))?.role, 'manager')
  })

  it('keep an address they sign in with; a mistyped one can be put right before', async () => {
    const { id, version } = await add({ name: 'Typo', email: 'tipo@vendor.example', role: 'agent' })
    const fixed = await admin.patch(`/api/v1/staff/${id}`, { email: 'typo@vendor.example', version })
    assert.equal((fixed.json as Person).email, 'typo@vendor.example')
    const signed = await buildStaff(app, 'agent', 'Signed in')
    const refused = await admin.patch(`/api/v1/staff/${signed.id}`, {
      email: 'other@vendor.example',
      version: 1,
    })
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'address_signs_in'])
  })

  it('lose their sessions at the moment they end, and sign in again when they are back', async () => {
    const leaver = await buildStaff(app, 'agent', 'A leaver')
    const theirs = await app.as(leaver.email)
    assert.equal((await theirs.get('/api/v1/me')).status, 200)
    const ended = await admin.post(`/api/v1/staff/${leaver.id}/end`)
    assert.equal((ended.json as Person).state, 'ended')
    assert.equal((await theirs.get('/api/v1/me')).status, 401)
    assert.deepEqual((await admin.post(`/api/v1/staff/${leaver.id}/end`)).json, ended.json)

    const back = await admin.post(`/api/v1/staff/${leaver.id}/restore`)
    assert.equal((back.json as Person).state, 'active')
    assert.equal((await theirs.get('/api/v1/me')).status, 401, 'the old session stays ended')
    assert.equal((await (await app.as(leaver.email)).get('/api/v1/me')).status, 200)
  })

  it('cannot end themselves', async () => {
    const answer = await admin.post(`/api/v1/staff/${vendor.admin.id}/end`)
    assert.deepEqual([answer.status, codeOf(answer)], [409, 'not_yourself'])
  })
})

describe('The last admin', () => {
  const admins = async () =>
    (await people()).filter(({ role, state }) => role === 'admin' && state === 'active').length

  it('is not made anything less, and one who is only invited does not count', async () => {
    assert.equal(await admins(), 1)
    await add({ name: 'Invited', email: 'invited@vendor.example', role: 'admin' })
    const { version } = (await readPerson(vendor.admin.id)) ?? { version: 0 }
    const answer = await admin.patch(`/api/v1/staff/${vendor.admin.id}`, { role: 'agent', version })
    assert.deepEqual([answer.status, codeOf(answer)], [409, 'last_admin'])
    assert.equal(await admins(), 1)
  })

  it('stays when every admin ends every other at the same moment', async () => {
    for (let round = 0; round < 4; round += 1) {
      const others = await Promise.all(
        [1, 2, 3].map((number) => buildStaff(app, 'admin', `Admin ${round} ${number}`)),
      )
      const all = [...others, vendor.admin]
      const clients = await Promise.all(all.map(({ email }) => app.as(email)))
      const answers = await Promise.all(
        clients.flatMap((client, at) =>
          all.filter((_, other) => other !== at).map(({ id }) => client.post(`/api/v1/staff/${id}/end`)),
        ),
      )
      assert.ok(answers.some(({ status }) => status === 200))
      const { rows } = await app.ownerPool.query<{ count: number }>(
        `select count(*)::int count from staff where role = 'admin' and active and user_id is not null`,
      )
      assert.ok((rows[0]?.count ?? 0) >= 1, 'somebody is left')
      await app.ownerPool.query(`update staff set active = true where id = $1`, [vendor.admin.id])
      await app.ownerPool.query(`update staff set active = false where id = any($1)`, [
        others.map(({ id }) => id),
      ])
      admin = await app.as(vendor.admin.email)
    }
  })

  it('stays whatever is written past the verbs', async () => {
    await assert.rejects(
      app.ownerPool.query(`update staff set role = 'agent' where role = 'admin'`),
      /last_admin/,
    )
    await assert.rejects(
      app.ownerPool.query(`update staff set user_id = null where role = 'admin'`),
      /last_admin/,
    )
  })
})
