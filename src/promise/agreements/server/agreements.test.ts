import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { z } from 'zod'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { addYears } from '#promise/agreements/domain/calendar-date.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { countRows } from '../../../../tests/support/count-rows.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { listAgreements } from './list-agreements.ts'

const v1 = '/api/v1'
const line = { productCode: 'studio', yearlyNetMinor: 1_234_567, currency: 'EUR' }
const terms = {
  packageCode: 'business',
  coverageZone: '+01:00',
  startsOn: '2026-02-14',
  endsOn: '2027-02-14',
  lines: [line],
}
const agreement = z.object({
  id: z.string(),
  version: z.number(),
  state: z.string(),
  startsOn: z.string(),
  endsOn: z.string(),
  firstStartsOn: z.string(),
  renewsId: z.string().nullable(),
  cancelReason: z.string().nullable(),
  price: z.unknown(),
  problems: z.array(z.object({ clause: z.string(), code: z.string() })),
})
const seats = z.object({
  used: z.number(),
  cap: z.number(),
  items: z.array(
    z.object({ id: z.string(), state: z.string(), contact: z.object({ id: z.string(), name: z.string() }) }),
  ),
})

let app: TestApp
let vendor: TestVendor
let manager: Client
before(async () => {
  app = await startTestApp({ connections: 14 })
  vendor = await buildVendor(app)
  manager = await app.as(vendor.manager.email)
})
after(() => app.close())

async function newAccount(): Promise<string> {
  return (await addAccount(app.system(), { name: `Account ${randomUUID()}` })).id
}

async function draft(change: object = {}, accountId?: string) {
  const id = accountId ?? (await newAccount())
  const answer = await manager.post(`${v1}/accounts/${id}/agreements`, { ...terms, ...change })
  assert.equal(answer.status, 201, answer.text)
  return { accountId: id, ...agreement.parse(answer.json) }
}

const activate = (id: string, body: object = {}) => manager.post(`${v1}/agreements/${id}/activation`, body)

describe('A draft', () => {
  it('says its price, reckoned from the platform lines and rounded once', async () => {
    const { price } = await draft({ lines: [line, { ...line, productCode: 'mapviewer', yearlyNetMinor: 9 }] })
    assert.deepEqual(price, {
      percent: 10,
      items: [{ currency: 'EUR', subscriptionMinor: 1_234_567, yearlyNetMinor: 123_457, isMinimum: false }],
    })
  })

  it('may be unfinished, and says what is left', async () => {
    const { problems } = await draft({ packageCode: null, endsOn: '2026-06-14', lines: [] })
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['package_missing', 'period_under_one_year'],
    )
  })

  it('is written anew from the version that was read, and from no older one', async () => {
    const { id, version } = await draft()
    const changed = { terms: { ...terms, packageCode: 'premium' }, version }
    assert.equal((await manager.patch(`${v1}/agreements/${id}`, changed)).status, 200)
    const earlier = await countRows(app)
    const again = await manager.patch(`${v1}/agreements/${id}`, changed)
    assert.equal(again.status, 409, again.text)
    assert.match(again.text, /"changed_meanwhile"/)
    assert.deepEqual(await countRows(app), earlier)
  })

  it('is deleted with its lines; what is binding is not', async () => {
    const { id } = await draft()
    assert.equal((await manager.send('DELETE', `${v1}/agreements/${id}`, '', {})).status, 204)
    assert.equal((await manager.get(`${v1}/agreements/${id}`)).status, 404)
    const { id: binding } = await draft()
    assert.equal((await activate(binding)).status, 200)
    assert.equal((await manager.send('DELETE', `${v1}/agreements/${binding}`, '', {})).status, 409)
    const change = await manager.patch(`${v1}/agreements/${binding}`, { terms, version: 2 })
    assert.equal(change.status, 409, change.text)
  })

  const refused: [string, object, string][] = [
    ['its zone is made up', { coverageZone: 'Mars/Olympus' }, 'coverageZone'],
    ['its zone is a bare number', { coverageZone: '5' }, 'coverageZone'],
    ['it ends before it starts', { endsOn: '2026-02-14' }, 'endsOn'],
    ['its date does not exist', { startsOn: '2026-02-30' }, 'startsOn'],
    ['its year is out of reach', { endsOn: '9999-02-14' }, 'endsOn'],
    ['its package is not published', { packageCode: 'gold' }, 'packageCode'],
    ['a product is made up', { lines: [{ ...line, productCode: 'none' }] }, 'lines.0.productCode'],
    ['an amount is a fraction', { lines: [{ ...line, yearlyNetMinor: 0.5 }] }, 'lines.0.yearlyNetMinor'],
    ['an amount is below zero', { lines: [{ ...line, yearlyNetMinor: -1 }] }, 'lines.0.yearlyNetMinor'],
    ['a currency is made up', { lines: [{ ...line, currency: 'ABC' }] }, 'lines.0.currency'],
    ['a line ends before it starts', { lines: [{ ...line, endsOn: '2026-01-01' }] }, 'lines'],
    ['it has a field that is not known', { state: 'active' }, 'state'],
  ]
  for (const [when, change, path] of refused) {
    it(`is refused, and leaves nothing behind, when ${when}`, async () => {
      const accountId = await newAccount()
      const earlier = await countRows(app)
      const answer = await manager.post(`${v1}/accounts/${accountId}/agreements`, { ...terms, ...change })
      assert.equal(answer.status, 400, answer.text)
      assert.match(answer.text, new RegExp(`"path":"${path.replaceAll('.', String.raw`\.`)}"`))
      assert.deepEqual(await countRows(app), earlier)
    })
  }
})

describe('An agreement', () => {
  it('never overlaps another of its account, also when both are activated at the same moment', async () => {
    const accountId = await newAccount()
    const both = [
      await draft({}, accountId),
      await draft({ startsOn: '2026-08-01', endsOn: '2027-08-01' }, accountId),
    ]
    const answers = await Promise.all(both.map(({ id }) => activate(id)))
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((a, b) => a - b),
      [200, 422],
    )
    assert.match(answers.find(({ status }) => status === 422)?.text ?? '', /T2/)
  })

  it('is cancelled with a reason, once, and then covers nobody', async () => {
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const at = `${v1}/agreements/${account.agreementId}/cancellation`
    assert.equal((await manager.post(at, { reason: '  ' })).status, 400)
    const done = agreement.parse((await manager.post(at, { reason: 'The subscription has ended.' })).json)
    assert.deepEqual([done.state, done.cancelReason], ['cancelled', 'The subscription has ended.'])
    assert.equal((await manager.post(at, { reason: 'Again.' })).status, 409)
    const opened = await (
      await app.as(contact.email)
    ).post(`${v1}/cases`, {
      type: 'problem',
      productCode: 'studio',
      priority: 'high',
      subject: 'Down',
      description: 'It is down.',
    })
    assert.equal(opened.status, 403)
    assert.match(opened.text, /agreement_missing|agreement_not_in_force/)
  })

  it('is renewed from where it ends, keeps the first start of its chain, and is drafted once', async () => {
    const { id, accountId } = await draft()
    await activate(id)
    const both = await Promise.all([1, 2].map(() => manager.post(`${v1}/agreements/${id}/renewal`, {})))
    const [first, second] = both.map(({ json }) => agreement.parse(json))
    assert.equal(first?.id, second?.id)
    assert.deepEqual(
      [first?.startsOn, first?.endsOn, first?.firstStartsOn, first?.renewsId],
      ['2027-02-14', addYears('2027-02-14', 1), '2026-02-14', id],
    )
    assert.equal((await activate(first?.id ?? '')).status, 200)
    assert.equal((await listAgreements(app.system(), { id: accountId })).items.length, 2)
  })
})

describe('Seats', () => {
  async function withPeople(count: number, packageCode: 'basic' | 'business' = 'basic') {
    const account = await buildAccount(app, { package: packageCode })
    const admin = await buildContact(app, account, { isAdmin: true, seat: false })
    const people: string[] = []
    for (let index = 0; index < count; index++) {
      const email = `${randomUUID()}@seats.example`
      people.push((await addContact(app.system(), { accountId: account.id, name: `P${index}`, email })).id)
    }
    const list = `${v1}/agreements/${account.agreementId}/seats`
    return { account, client: await app.as(admin.email), people, list }
  }

  it('are given and swapped by the account’s own admin, with history, and never above the cap', async () => {
    const { client, people, list } = await withPeople(3)
    const [first, second, third] = people
    for (const contactId of [first, second])
      assert.equal((await client.post(list, { contactId })).status, 201)
    const full = await client.post(list, { contactId: third })
    assert.equal(full.status, 409)
    assert.match(full.text, /seat_cap_reached/)
    const held = seats.parse((await client.get(list)).json)
    const seat = held.items.find(({ contact }) => contact.id === first)
    const swapped = seats.parse(
      (await client.post(`${v1}/seats/${seat?.id}/swap`, { contactId: third })).json,
    )
    const states = new Map(swapped.items.map((one) => [one.contact.id, one.state]))
    assert.deepEqual(
      [states.get(first ?? ''), states.get(second ?? ''), states.get(third ?? '')],
      ['ended', 'active', 'active'],
    )
    assert.deepEqual([swapped.used, swapped.cap], [2, 2])
  })

  it('go to one person only when many swap the same seat at the same moment', async () => {
    const { client, people, list } = await withPeople(9)
    const [holder, ...others] = people
    await client.post(list, { contactId: holder })
    const seat = seats.parse((await client.get(list)).json).items[0]
    const answers = await Promise.all(
      others.map((contactId) => client.post(`${v1}/seats/${seat?.id}/swap`, { contactId })),
    )
    assert.equal(answers.filter(({ status }) => status === 200).length, 1)
    for (const { status, text } of answers.filter((one) => one.status !== 200)) {
      assert.equal(status, 409, text)
      assert.match(text, /seat_ended/)
    }
    const after = seats.parse((await client.get(list)).json)
    assert.deepEqual([after.used, after.items.length], [1, 2])
  })

  it('stay under the cap when seats are given and swapped at the same moment', async () => {
    const { account, client, people, list } = await withPeople(8)
    const [holder, ...others] = people
    await client.post(list, { contactId: holder })
    const seat = seats.parse((await client.get(list)).json).items[0]
    await Promise.all(
      others.map((contactId, index) =>
        index % 2 === 0
          ? client.post(`${v1}/seats/${seat?.id}/swap`, { contactId })
          : client.post(list, { contactId }),
      ),
    )
    const { rows } = await app.ownerPool.query<{ n: number }>(
      `select count(*)::int n from seats where agreement_id = $1 and state = 'active'`,
      [account.agreementId],
    )
    assert.equal(rows[0]?.n, 2)
  })

  it('are left as they are when the other cannot have one', async () => {
    const { client, people, list } = await withPeople(2)
    const [holder, other] = people
    for (const contactId of [holder, other]) await client.post(list, { contactId })
    const before = await client.get(list)
    const seat = seats.parse(before.json).items.find(({ contact }) => contact.id === holder)
    const foreign = (await withPeople(1)).people[0]
    for (const [contactId, status] of [
      [other, 409],
      [foreign, 404],
      [randomUUID(), 404],
    ] as const) {
      const answer = await client.post(`${v1}/seats/${seat?.id}/swap`, { contactId })
      assert.equal(answer.status, status, answer.text)
    }
    assert.deepEqual((await client.get(list)).json, before.json)
  })

  it('are not changed by who holds no such right, and not those of another account', async () => {
    const mine = await withPeople(1)
    const theirs = await withPeople(1)
    const plain = await app.as((await buildContact(app, mine.account, { seat: false })).email)
    const body = { contactId: mine.people[0] }
    assert.equal((await plain.post(mine.list, body)).status, 403)
    assert.equal((await plain.get(mine.list)).status, 200)
    assert.equal((await mine.client.post(theirs.list, { contactId: theirs.people[0] })).status, 404)
    assert.equal((await mine.client.get(theirs.list)).status, 404)
  })

  it('go over to the renewal; where it has fewer, the oldest are active until the customer chooses', async () => {
    const { account, client, people, list } = await withPeople(3, 'business')
    for (const contactId of people) assert.equal((await client.post(list, { contactId })).status, 201)
    const renewal = agreement.parse(
      (await manager.post(`${v1}/agreements/${account.agreementId}/renewal`, {})).json,
    )
    const { id, version, startsOn, endsOn } = renewal
    const smaller = { ...terms, packageCode: 'basic', startsOn, endsOn }
    assert.equal((await manager.patch(`${v1}/agreements/${id}`, { terms: smaller, version })).status, 200)
    assert.equal((await activate(id)).status, 200)
    const moved = seats.parse((await client.get(`${v1}/agreements/${id}/seats`)).json)
    assert.deepEqual([moved.used, moved.cap], [2, 2])
    const stateOf = (all: typeof moved, index: number) =>
      all.items.find((one) => one.contact.id === people[index] && one.state !== 'ended')?.state
    assert.deepEqual(
      [0, 1, 2].map((index) => stateOf(moved, index)),
      ['active', 'active', 'suspended'],
    )
    const leaving = moved.items.find(({ contact }) => contact.id === people[0])
    const chosen = await client.post(`${v1}/seats/${leaving?.id}/swap`, { contactId: people[2] })
    assert.equal(stateOf(seats.parse(chosen.json), 2), 'active')
  })
})
