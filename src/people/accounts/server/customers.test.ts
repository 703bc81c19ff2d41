import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Answer, Client } from '../../../../tests/support/test-client.ts'
import { addAccount } from './add-account.ts'
import { addContact } from './add-contact.ts'

const v1 = '/api/v1'
const account = z.object({ name: z.string(), caseVisibility: z.string(), version: z.number() })
const contact = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  hasLogin: z.boolean(),
  invitedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  certifications: z.array(z.object({ kind: z.string(), validUntil: z.string().nullable() })),
  version: z.number(),
})
const environment = z.object({ id: z.string(), name: z.string(), version: z.string(), revision: z.number() })
const page = z.object({
  items: z.array(z.object({ id: z.string(), name: z.string() })),
  next: z.string().nullable(),
})

let app: TestApp
let manager: Client
let agent: Client
before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  manager = await app.as(vendor.manager.email)
  agent = await app.as(vendor.agent.email)
})
after(() => app.close())

const newAccount = async (name = `Account ${randomUUID()}`) => (await addAccount(app.system(), { name })).id

async function refusedWithoutTrace(ask: () => Promise<Answer>, status: number, code: string): Promise<void> {
  const earlier = await countRows(app)
  const answer = await ask()
  assert.equal(answer.status, status, answer.text)
  assert.match(answer.text, new RegExp(`"code":"${code}"`))
  assert.deepEqual(await countRows(app), earlier)
}

describe('An account', () => {
  it('is renamed from the version that was read; an older one changes nothing', async () => {
    const id = await newAccount()
    const change = (body: object) => manager.patch(`${v1}/accounts/${id}`, body)
    const changed = account.parse((await change({ name: 'Renamed', caseVisibility: 'own', version: 1 })).json)
    assert.deepEqual(changed, { name: 'Renamed', caseVisibility: 'own', version: 2 })
    await refusedWithoutTrace(() => change({ name: 'Late', version: 1 }), 409, 'changed_meanwhile')
    await refusedWithoutTrace(() => change({ name: ' ', version: 2 }), 400, 'invalid_input')
    await refusedWithoutTrace(() => change({ caseVisibility: 'nobody', version: 2 }), 400, 'invalid_input')
    await refusedWithoutTrace(() => change({ name: 'Unread' }), 400, 'invalid_input')
    const same = account.parse((await change({ name: 'Renamed', version: 2 })).json)
    assert.equal(same.version, 2, 'what says nothing new is no change')
  })

  it('is found by part of its name, and by the name or address of a current contact', async () => {
    const id = await newAccount('Wharfedale 50% Mills')
    const email = 'ottoline@wharfe.example'
    const { id: contactId } = await addContact(app.system(), { accountId: id, name: 'Ottoline Crane', email })
    const find = async (q: string) =>
      page
        .parse((await agent.get(`${v1}/accounts?q=${encodeURIComponent(q)}`)).json)
        .items.map((one) => one.id)
    for (const q of ['fedale', 'FEDALE', '50%', 'ottoline cr', 'LINE@wharfe'])
      assert.deepEqual(await find(q), [id], q)
    assert.deepEqual(await find('_harfe'), [])
    assert.equal((await manager.post(`${v1}/contacts/${contactId}/end`, {})).status, 200)
    assert.deepEqual(await find('ottoline'), [])
  })

  it('stands once in a list that is read page by page, also beside others of its name', async () => {
    for (let index = 0; index < 5; index++) await newAccount('Namesake')
    const seen: string[] = []
    let after: string | null = ''
    while (after !== null) {
      const more: string = after === '' ? '' : `&after=${after}`
      const { items, next }: z.output<typeof page> = page.parse(
        (await agent.get(`${v1}/accounts?q=namesake&limit=2${more}`)).json,
      )
      seen.push(...items.map((one) => one.id))
      after = next
    }
    assert.equal(seen.length, 5)
    assert.equal(new Set(seen).size, 5)
    assert.equal((await agent.get(`${v1}/accounts?after=${randomUUID()}`)).status, 400)
  })
})

describe('A contact', () => {
  const add = (accountId: string, body: object) => manager.post(`${v1}/accounts/${accountId}/contacts`, body)

  it('is added, certified, ended and brought back, and each step may come twice', async () => {
    const accountId = await newAccount()
    const answer = await add(accountId, {
      name: 'Ann',
      email: ' Ann@BÜCHER.example',
      timeZone: 'Europe/Lisbon',
    })
    assert.equal(answer.status, 201, answer.text)
    const { id, email } = contact.parse(answer.json)
    assert.equal(email, 'Ann@xn--bcher-kva.example')
    const at = `${v1}/contacts/${id}`
    const certified = await manager.post(`${at}/certifications`, {
      kind: 'developer',
      validFrom: '2026-01-01',
    })
    assert.deepEqual(contact.parse(certified.json).certifications, [{ kind: 'developer', validUntil: null }])
    for (let twice = 0; twice < 2; twice++) {
      assert.ok(contact.parse((await manager.post(`${at}/end`, {})).json).endedAt)
    }
    for (let twice = 0; twice < 2; twice++) {
      assert.equal(contact.parse((await manager.post(`${at}/restore`, {})).json).endedAt, null)
    }
  })

  it('says when they were invited', async () => {
    const { id } = contact.parse(
      (await add(await newAccount(), { name: 'Ann', email: `${randomUUID()}@x.example` })).json,
    )
    assert.equal((await manager.post(`${v1}/contacts/${id}/invitation`, {})).status, 201)
    const { hasLogin, invitedAt } = contact.parse((await agent.get(`${v1}/contacts/${id}`)).json)
    assert.equal(hasLogin, false)
    assert.ok(invitedAt)
  })

  it('who gets another address is signed out everywhere, until they are invited under it', async () => {
    const there = await buildAccount(app)
    const person = await buildContact(app, there)
    const client = await app.as(person.email)
    assert.equal((await client.get(`${v1}/me`)).status, 200)
    const changed = await manager.patch(`${v1}/contacts/${person.id}`, {
      email: `${randomUUID()}@new.example`,
      version: 1,
    })
    assert.equal(contact.parse(changed.json).hasLogin, false)
    assert.equal((await client.get(`${v1}/me`)).status, 401)
  })

  it('is changed from the version that was read, and never to a colleague’s address', async () => {
    const accountId = await newAccount()
    const { id } = contact.parse((await add(accountId, { name: 'Ann', email: 'ann@one.example' })).json)
    await add(accountId, { name: 'Bob', email: 'bob@one.example' })
    const change = (body: object) => manager.patch(`${v1}/contacts/${id}`, body)
    await refusedWithoutTrace(() => change({ email: 'BOB@one.example', version: 1 }), 409, 'contact_exists')
    await refusedWithoutTrace(() => change({ timeZone: 'Mars', version: 1 }), 400, 'invalid_input')
    await refusedWithoutTrace(() => change({ email: 'nobody', version: 1 }), 400, 'invalid_input')
    assert.equal(contact.parse((await change({ name: 'Anna', version: 1 })).json).version, 2)
    await refusedWithoutTrace(() => change({ name: 'Annette', version: 1 }), 409, 'changed_meanwhile')
  })

  it('is not added with what cannot be read', async () => {
    const accountId = await newAccount()
    const good = { name: 'Ann', email: 'ann@two.example' }
    const bad = [
      { email: 'ann' },
      { name: '' },
      { language: 'English' },
      { timeZone: '+25:00' },
      { password: 'x'.repeat(20) },
    ]
    for (const change of bad)
      await refusedWithoutTrace(() => add(accountId, { ...good, ...change }), 400, 'invalid_input')
    await refusedWithoutTrace(() => add(randomUUID(), good), 404, 'not_found')
  })
})

describe('An environment', () => {
  const good = { productCode: 'studio', name: 'Live', kind: 'production', version: '9.1' }

  it('is added, written anew from the revision that was read, and removed', async () => {
    const accountId = await newAccount()
    const added = await manager.post(`${v1}/accounts/${accountId}/environments`, good)
    assert.equal(added.status, 201, added.text)
    const { id } = environment.parse(added.json)
    const change = (body: object) => manager.patch(`${v1}/environments/${id}`, body)
    const next = { ...good, url: null, version: '9.2', revision: 1 }
    assert.deepEqual(environment.parse((await change(next)).json), {
      id,
      name: 'Live',
      version: '9.2',
      revision: 2,
    })
    await refusedWithoutTrace(() => change(next), 409, 'changed_meanwhile')
    await refusedWithoutTrace(() => change({ ...next, productCode: 'none', revision: 2 }), 404, 'not_found')
    assert.equal((await manager.send('DELETE', `${v1}/environments/${id}`, '', {})).status, 204)
    assert.equal((await manager.send('DELETE', `${v1}/environments/${id}`, '', {})).status, 404)
  })

  it('has an address of the web, or none', async () => {
    const accountId = await newAccount()
    const add = (url: string) => manager.post(`${v1}/accounts/${accountId}/environments`, { ...good, url })
    for (const url of ['javascript:alert(1)', 'studio', 'ftp://x.example'])
      await refusedWithoutTrace(() => add(url), 400, 'invalid_input')
    assert.equal((await add('https://studio.example')).status, 201)
  })
})

it('An agent reads customers and changes none of them', async () => {
  const accountId = await newAccount()
  const body = { name: 'Ann', email: `${randomUUID()}@agent.example` }
  await refusedWithoutTrace(() => agent.post(`${v1}/accounts`, { name: 'X' }), 403, 'permission_missing')
  await refusedWithoutTrace(
    () => agent.post(`${v1}/accounts/${accountId}/contacts`, body),
    403,
    'permission_missing',
  )
  assert.equal((await agent.get(`${v1}/accounts/${accountId}/contacts`)).status, 200)
})
