import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { BreachView } from '#desk/breaches/domain/contract.ts'
import { addCause, changeCause, listCauses } from '#desk/breaches/server/breach-causes.ts'
import { listBreaches } from '#desk/breaches/server/list-breaches.ts'
import { readBreach } from '#desk/breaches/server/read-breach.ts'
import { readBreachTrend } from '#desk/breaches/server/read-trend.ts'
import { recordBreach } from '#desk/breaches/server/record-breach.ts'
import { reopenBreach, reviewBreach } from '#desk/breaches/server/review-breach.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { FourlineError } from '#platform/errors.ts'
import { readAgreement } from '#promise/agreements/server/read-agreement.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { buildAccount } from '../support/build-account.ts'
import { buildAccountWithCredit, buildBreach } from '../support/build-breach.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact, type Person } from '../support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../support/build-vendor.ts'
import { countRows } from '../support/count-rows.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

const said = 'MOLEWORDS we are sorry, we look into it now.'
const note = 'MOLENOTE nobody saw it come in.'

let app: TestApp
let vendor: TestVendor
let other: Person
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  other = await buildStaff(app, 'manager', 'Another manager')
})
after(() => app.close())

const as = (person: Person) => app.context(person.actor)
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof FourlineError && error.code === code

async function missed(dueAt?: Date) {
  const account = await buildAccountWithCredit(app)
  const contact = await buildContact(app, account)
  const { reference } = await buildCase(app, { by: contact, priority: 'high' })
  const id = await buildBreach(app, { reference, ...(dueAt === undefined ? {} : { dueAt }) })
  return { account, contact, reference, id }
}

async function recorded(id: string, by: Person = vendor.agent): Promise<BreachView> {
  const { version } = await readBreach(as(by), { id })
  return recordBreach(as(by), { id, version, causeCode: 'overlooked', causeNote: note, told: said })
}

async function approved(id: string): Promise<BreachView> {
  const { version } = await recorded(id)
  return reviewBreach(as(vendor.manager), { id, version, outcome: 'approved', note: '' })
}

describe('The record of a missed promise', () => {
  test('is written by who works on cases, approved by a manager, and keeps who did what', async () => {
    const { id, reference } = await missed()
    const open = await readBreach(as(vendor.agent), { id })
    assert.deepEqual([open.state, open.allowed, open.case.reference], ['open', ['record'], reference])
    assert.match(open.sentence, /^We promised a first reply within 1 support hour, by .+, and are late\.$/)
    const written = await recorded(id)
    assert.deepEqual(
      [written.state, written.cause?.name, written.told?.text],
      ['recorded', 'Overlooked', said],
    )
    const seen = await readBreach(as(vendor.manager), { id })
    assert.deepEqual(seen.allowed, ['record', 'review'])
    const done = await reviewBreach(as(vendor.manager), {
      id,
      version: seen.version,
      outcome: 'approved',
      note: 'Agreed.',
    })
    assert.deepEqual(
      done.history.map(({ act, by, note: said }) => [act, by, said]),
      [
        ['recorded', 'The agent', null],
        ['approved', 'The manager', 'Agreed.'],
      ],
    )
    await assert.rejects(recorded(id), refusedWith('settled'))
  })

  test('takes what was said from the latest reply since it was due, and from nothing else', async () => {
    const { id, reference, contact } = await missed()
    await writeMessage(as(contact), { reference, kind: 'reply', body: 'Is anybody there?' })
    const hidden = await writeMessage(as(vendor.agent), { reference, kind: 'note', body: 'Who has it?' })
    assert.equal((await readBreach(as(vendor.agent), { id })).suggestion, null)
    await writeMessage(as(vendor.agent), { reference, kind: 'reply', body: 'We are late, and on it.' })
    const { suggestion, version } = await readBreach(as(vendor.agent), { id })
    assert.equal(suggestion?.text, 'We are late, and on it.')
    const cause = { id, version, causeCode: 'overlooked', causeNote: '' }
    await assert.rejects(
      recordBreach(as(vendor.agent), { ...cause, toldEntryId: hidden.id }),
      refusedWith('no_reply'),
    )
    const { told } = await recordBreach(as(vendor.agent), { ...cause, toldEntryId: suggestion?.entryId })
    assert.deepEqual(told, { text: 'We are late, and on it.', at: suggestion?.at })
  })

  test('is refused from an older version, with a cause that is not offered, and nothing changes', async () => {
    const { id } = await missed()
    const asked = { id, version: 1, causeCode: 'overlooked', causeNote: '' }
    await recordBreach(as(vendor.agent), asked)
    await assert.rejects(recordBreach(as(other), asked), refusedWith('changed_meanwhile'))
    await assert.rejects(
      recordBreach(as(other), { ...asked, version: 2, causeCode: 'the_moon' }),
      refusedWith('unknown_cause'),
    )
    assert.equal((await readBreach(as(other), { id })).version, 2)
  })

  test('is never approved by who wrote it, whatever asks the database', async () => {
    const { id } = await missed()
    const { version } = await recorded(id, vendor.manager)
    const own = await readBreach(as(vendor.manager), { id })
    assert.deepEqual([own.allowed, own.isOwnRecord], [['record'], true])
    await assert.rejects(
      reviewBreach(as(vendor.manager), { id, version, outcome: 'approved', note: '' }),
      refusedWith('own_record'),
    )
    await assert.rejects(
      app.ownerPool.query(`update breaches set state = 'approved', reviewed_by = recorded_by where id = $1`, [
        id,
      ]),
      /breaches_check/,
    )
    await assert.rejects(
      reviewBreach(as(vendor.agent), { id, version, outcome: 'approved', note: '' }),
      refusedWith('permission_missing'),
    )
  })

  test('goes back with a note, is written anew, and is opened again once it is approved', async () => {
    const { id, account } = await missed()
    const { version } = await recorded(id)
    const back = await reviewBreach(as(other), { id, version, outcome: 'sent_back', note: 'Which shift?' })
    assert.deepEqual([back.state, back.isSentBack, back.reviewNote], ['open', true, 'Which shift?'])
    const done = await approved(id)
    assert.deepEqual([done.state, done.credit], ['approved', { minor: 2500, currency: 'EUR' }])
    const reason = 'The wrong case.'
    const again = await reopenBreach(as(other), { id, version: done.version, reason })
    assert.deepEqual([again.state, again.credit, again.creditView.kind], ['open', null, 'proposed'])
    const { items } = await listBreaches(as(other), { accountId: account.id, limit: 10 })
    assert.deepEqual(
      items.map((item) => [item.id, item.state]),
      [[id, 'open']],
    )
  })

  test('is withdrawn where the answer turns out to have been in time, and stays to be read', async () => {
    const { id, reference } = await missed()
    await app.ownerPool.query(
      `update clocks k set fired_at = now(), state = 'breached', started_at = b.started_at,
         warn_shares = '{}', warn_at = '{}' from breaches b
       where b.id = $1 and k.case_id = b.case_id and k.kind = b.kind`,
      [id],
    )
    await recorded(id)
    await app.ownerPool.query(
      `update clocks k set state = 'met', stopped_at = due_at from cases c
       where c.reference = $1 and k.case_id = c.id and k.kind = 'first_response'`,
      [reference],
    )
    const now = await readBreach(as(vendor.manager), { id })
    assert.deepEqual([now.state, now.allowed], ['withdrawn', []])
    await assert.rejects(recorded(id), refusedWith('settled'))
    const { version } = now
    await assert.rejects(
      reviewBreach(as(other), { id, version, outcome: 'approved', note: '' }),
      refusedWith('nothing_to_review'),
    )
  })
})

describe('What is given back', () => {
  test('is the rule of the agreement over the fee of the package, up to the cap of a month', async () => {
    const { id, reference } = await missed()
    const proposal = (await readBreach(as(vendor.agent), { id })).creditView
    assert.deepEqual(proposal, {
      kind: 'proposed',
      rule: { percent: 5, of: 'month', capPercent: 25 },
      minor: 2500,
      currency: 'EUR',
      fullMinor: 2500,
      capMinor: 12_500,
    })
    const given = [(await approved(id)).credit?.minor]
    for (const kind of ['next_response', 'resolution'] as const)
      given.push((await approved(await buildBreach(app, { reference, kind }))).credit?.minor)
    for (let one = 0; one < 3; one++)
      given.push((await approved(await buildBreach(app, { reference }))).credit?.minor)
    assert.deepEqual(given, [2500, 2500, 2500, 2500, 2500, 0])
    const before = new Date(app.now.getTime() - 40 * 86_400_000)
    const earlier = await buildBreach(app, { reference, dueAt: before })
    assert.equal((await approved(earlier)).credit?.minor, 2500, 'another month has a cap of its own')
  })

  test('is nothing, and said so, without a rule', async () => {
    const contact = await buildContact(app, await buildAccount(app, { package: 'business' }))
    const { reference } = await buildCase(app, { by: contact, priority: 'high' })
    const done = await approved(await buildBreach(app, { reference }))
    assert.deepEqual([done.credit, done.creditView], [null, { kind: 'none', why: 'no_rule' }])
  })

  test('is read by the customer once it is approved, without why, by whom and on which line', async () => {
    const { id, reference, contact } = await missed()
    const client = await app.as(contact.email)
    const credits = `/api/v1/cases/${reference}/credits`
    await recorded(id)
    assert.deepEqual((await client.get(credits)).json, { items: [] })
    const { version } = await readBreach(as(vendor.manager), { id })
    await reviewBreach(as(vendor.manager), { id, version, outcome: 'approved', note })
    const { json } = await client.get(credits)
    assert.deepEqual(
      Object(json).items.map(({ minor, currency, kind }: Record<string, unknown>) => [minor, currency, kind]),
      [[2500, 'EUR', 'first_response']],
    )
    for (const url of [credits, `/api/v1/cases/${reference}`, `/api/v1/cases/${reference}/timeline`]) {
      const { text } = await client.get(url)
      assert.doesNotMatch(text, /MOLE|overlooked|"line"|The (agent|manager)/i)
    }
    const stranger = await app.as((await missed()).contact.email)
    assert.equal((await stranger.get(credits)).status, 404)
    for (const url of [
      '/api/v1/breaches',
      `/api/v1/breaches/${id}`,
      '/api/v1/breach-trend',
      '/api/v1/breach-causes',
    ])
      assert.equal((await client.get(url)).status, 403, url)
  })

  test('is part of what was agreed: frozen once active, kept on renewal, in the quote and on the plan', async () => {
    const { account, contact } = await missed()
    const rule = { percent: 5, of: 'month', capPercent: 25 }
    await assert.rejects(
      app.ownerPool.query('update agreements set credit_rule = null where id = $1', [account.agreementId]),
      /frozen/,
    )
    const { id } = await renewAgreement(as(vendor.manager), { id: account.agreementId })
    assert.deepEqual((await readAgreement(as(vendor.agent), { id })).creditRule, rule)
    const manager = await app.as(vendor.manager.email)
    const { json } = await manager.get(`/api/v1/agreements/${id}/quote`)
    assert.deepEqual(Object(json).quote.creditRule, rule)
    const plan = await (await app.as(contact.email)).get(`/api/v1/accounts/${account.id}/cover`)
    assert.deepEqual(Object(plan.json).agreement.creditRule, rule)
    await assert.rejects(
      app.ownerPool.query(
        `update agreements set credit_rule = '{"percent": 50, "of": "month"}' where id = $1`,
        [id],
      ),
      /agreements_credit_rule/,
    )
  })
})

test('what makes no record, no review and no rule is refused with its field, and changes nothing', async () => {
  const { id, account } = await missed()
  const manager = await app.as(vendor.manager.email)
  const put = (body: object) =>
    manager.send('PUT', `/api/v1/breaches/${id}/record`, JSON.stringify(body), {
      'content-type': 'application/json',
    })
  const review = (body: object) => manager.post(`/api/v1/breaches/${id}/review`, body)
  const renew = await manager.post(`/api/v1/agreements/${account.agreementId}/renewal`)
  const draft = Object(renew.json)
  const change = (creditRule: unknown) =>
    manager.patch(`/api/v1/agreements/${draft.id}`, {
      terms: {
        packageCode: 'business',
        coverageZone: '+01:00',
        startsOn: draft.startsOn,
        endsOn: draft.endsOn,
        lines: [],
        creditRule,
      },
      version: draft.version,
    })
  const cause = { causeCode: 'overlooked', version: 1 }
  for (const [path, ask] of [
    ['told', () => put({ ...cause, told: 'By phone.', toldEntryId: id })],
    ['causeCode', () => put({ version: 1 })],
    ['note', () => review({ outcome: 'sent_back', version: 1 })],
    ['outcome', () => review({ outcome: 'lost', version: 1 })],
    ['terms.creditRule.capPercent', () => change({ percent: 10, of: 'month', capPercent: 5 })],
    ['terms.creditRule.percent', () => change({ percent: 0, of: 'month', capPercent: 5 })],
  ] as const) {
    const earlier = await countRows(app)
    const answer = await ask()
    assert.equal(answer.status, 400, `${path}: ${answer.text}`)
    assert.ok(
      Object(answer.json).errors.some((one: { path: string }) => one.path === path),
      `${path} in ${answer.text}`,
    )
    assert.deepEqual(await countRows(app), earlier)
  }
  assert.equal((await readBreach(as(vendor.agent), { id })).version, 1)
})

describe('The list of missed promises', () => {
  test('is narrowed down, paged without a gap, and had as CSV', async () => {
    const { account, reference, id } = await missed()
    const days = [1, 8, 15, 400]
    for (const day of days)
      await buildBreach(app, { reference, dueAt: new Date(app.now.getTime() - day * 86_400_000) })
    await recorded(id)
    const ctx = as(vendor.agent)
    const ask = { accountId: account.id, limit: 2 }
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await listBreaches(ctx, { ...ask, ...(after === undefined ? {} : { after }) })
      seen.push(...page.items.map((item) => item.dueAt))
      after = page.next ?? undefined
    } while (after !== undefined)
    assert.equal(seen.length, days.length + 1)
    assert.deepEqual(seen, seen.toSorted().toReversed())
    const only = async (narrow: object) =>
      (await listBreaches(ctx, { ...ask, limit: 9, ...narrow })).items.length
    assert.equal(await only({ state: 'recorded' }), 1)
    assert.equal(await only({ cause: 'overlooked' }), 1)
    assert.equal(await only({ package: 'basic' }), 0)
    assert.equal(await only({ line: 1, reference }), days.length + 1)
    const day = seen[2]?.slice(0, 10)
    assert.equal(await only({ from: day, to: day }), 1)
    const agent = await app.as(vendor.agent.email)
    const csv = await agent.get(`/api/v1/breaches?accountId=${account.id}`, { accept: 'text/csv' })
    assert.equal(csv.text.trim().split('\r\n').length, days.length + 2)
    const { states, trend } = await readBreachTrend(ctx, { by: 'cause', accountId: account.id })
    assert.deepEqual([states.open, states.recorded], [4, 1])
    const sums = trend.series.map(({ name, counts }) => [name, counts.reduce((sum, one) => sum + one, 0)])
    assert.deepEqual(sums, [
      [null, 3],
      ['Overlooked', 1],
    ])
  })
})

describe('Causes', () => {
  test('are added, renamed and retired by admins; one that was used stays where it stood', async () => {
    const ctx = as(vendor.admin)
    const added = await addCause(ctx, { name: 'Lost in translation' })
    assert.equal(added.code, 'lost_in_translation')
    await assert.rejects(addCause(ctx, { name: 'lost in TRANSLATION' }), refusedWith('cause_exists'))
    await assert.rejects(addCause(as(other), { name: 'Weather' }), refusedWith('permission_missing'))
    const { id } = await missed()
    const asked = { id, version: 1, causeCode: added.code, causeNote: '' }
    await recordBreach(as(vendor.agent), asked)
    const retired = { code: added.code, name: 'Misread', active: false, version: 1 }
    await changeCause(ctx, retired)
    await assert.rejects(changeCause(ctx, retired), refusedWith('changed_meanwhile'))
    assert.equal((await readBreach(ctx, { id })).cause?.name, 'Misread')
    await recordBreach(as(vendor.agent), { ...asked, version: 2 })
    const next = await missed()
    await assert.rejects(
      recordBreach(as(vendor.agent), { ...asked, id: next.id }),
      refusedWith('retired_cause'),
    )
    const { items } = await listCauses(ctx)
    assert.deepEqual(
      items.filter(({ code }) => code === added.code).map(({ active, used }) => [active, used]),
      [[false, 1]],
    )
  })
})
