import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { AgreementId } from '#platform/ids.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { readFacts } from '#promise/entitlements/server/read-facts.ts'
import { buildAccount, type TestAccount } from '../support/build-account.ts'
import { buildCase } from '../support/build-case.ts'
import { buildContact } from '../support/build-contact.ts'
import { buildVendor } from '../support/build-vendor.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { amendAgreement } from '#promise/agreements/server/amend-agreement.ts'
import { cancelAgreement } from '#promise/agreements/server/cancel-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import { expireAgreements } from '#promise/agreements/server/expire-agreements.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { previewAmendment } from '#promise/agreements/server/preview-amendment.ts'
import { readAgreement } from '#promise/agreements/server/read-agreement.ts'
import { readCover } from '#promise/agreements/server/read-cover.ts'
import { readSeats } from '#promise/agreements/server/read-seats.ts'
import { remindOfEnds } from '#promise/agreements/server/remind-of-ends.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { readQuote } from '#promise/quotes/server/read-quote.ts'
import { wakeSeatsOfUpgrade } from '#promise/agreements/server/wake-seats.ts'

const now = new Date('2027-03-10T10:00:00Z')
const on = (day: string) => new Date(`${day}T10:00:00Z`)
let app: TestApp
before(async () => {
  app = await startTestApp({ now })
  await buildVendor(app)
  await app.ownerPool.query(
    `insert into products (code, name, kind) values ('insights', 'Insights', 'platform') on conflict do nothing`,
  )
})
after(() => app.close())

/** One year from 1 January 2027 for 10,000.00 EUR a year, in a fixed zone. */
async function oneYear(packageCode: 'basic' | 'business' | 'premium' = 'basic'): Promise<TestAccount> {
  const ctx = app.system()
  const other = await buildAccount(app, { startsOn: '2020-01-01' })
  const { id: agreementId } = await draftAgreement(ctx, {
    accountId: other.id,
    packageCode,
    coverageZone: '+01:00',
    startsOn: '2027-01-01',
    endsOn: '2028-01-01',
    lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
  })
  await activateAgreement(ctx, { id: agreementId })
  return { ...other, agreementId }
}

const upgrade = (packageCode: string, effectiveOn: string) =>
  ({ kind: 'upgrade', packageCode, effectiveOn }) as const
const product = (effectiveOn: string) =>
  ({
    kind: 'added_product',
    productCode: 'insights',
    yearlyNetMinor: 365_000,
    currency: 'EUR',
    effectiveOn,
  }) as const
type Change = ReturnType<typeof upgrade> | ReturnType<typeof product>

const amend = (id: string, change: Change, version: number, at = now) =>
  amendAgreement(app.system(at), { id, change, reason: 'They asked for it', version })
const view = (id: string, at = now) => readAgreement(app.system(at), { id })
const cover = async (id: string, at = now) => (await readCover(app.system(at), { id })).agreement

describe('An upgrade', () => {
  test('changes the terms from its day on, keeps period and year, and says what it charges', async () => {
    const account = await oneYear()
    const preview = await previewAmendment(app.system(), {
      id: account.agreementId,
      change: upgrade('premium', '2027-12-22'),
    })
    assert.deepEqual(preview.problems, [])
    // Premium costs 20 % of 10,000.00 a year; ten days are left.
    assert.deepEqual(preview.charges, [
      { of: 'package', currency: 'EUR', yearlyMinor: 200_000, minor: Math.round((200_000 * 10) / 365) },
    ])
    assert.deepEqual(
      preview.changes.filter(({ path }) => path === 'seats'),
      [{ path: 'seats', from: 2, to: 15 }],
    )
    await amend(account.agreementId, upgrade('premium', '2027-12-22'), 2)
    const before = await cover(account.id, on('2027-12-21'))
    const afterwards = await cover(account.id, on('2027-12-22'))
    assert.deepEqual([before?.packageName, before?.seats.cap], ['Basic', 2])
    assert.deepEqual([afterwards?.packageName, afterwards?.seats.cap], ['Premium', 15])
    assert.deepEqual([afterwards?.startsOn, afterwards?.endsOn], ['2027-01-01', '2028-01-01'])
    const agreement = await view(account.agreementId)
    assert.deepEqual(
      agreement.amendments.map((one) => [
        one.number,
        one.kind,
        one.effectiveOn,
        one.package?.code,
        one.charges,
      ]),
      [[1, 'upgrade', '2027-12-22', 'premium', preview.charges]],
    )
    assert.deepEqual([agreement.package?.code, agreement.price?.percent], ['basic', 0], 'today it is Basic')
  })

  test('leaves what was used of a pool counted, and the policy of open cases as it was', async () => {
    const account = await oneYear()
    const contact = await buildContact(app, account)
    const asked = { accountId: account.id, contactId: contact.id, productCode: 'studio' }
    const opened = await buildCase(app, {
      by: contact,
      type: 'consultation',
      topic: 'consultation.analytics',
      priority: 'high',
    })
    const policy = () =>
      app.ownerPool.query(
        `select c.clock_policy_id, k.kind, k.due_at from clocks k join cases c on c.id = k.case_id
         where c.reference = $1 order by 2`,
        [opened.reference],
      )
    const was = (await policy()).rows
    await amend(account.agreementId, upgrade('business', '2027-03-10'), 2)
    assert.deepEqual((await policy()).rows, was)
    const facts = await app.system().transaction((tx) => readFacts(tx, { ...asked, at: now }))
    assert.equal(facts?.agreement?.terms.code, 'business')
    assert.equal(facts.agreement.year.start, '2027-01-01')
    assert.deepEqual(Object.values(facts.used), [1])
  })

  test('is never down: that comes at renewal, and the refusal says so', async () => {
    const account = await oneYear('business')
    const { problems } = await previewAmendment(app.system(), {
      id: account.agreementId,
      change: upgrade('basic', '2027-06-01'),
    })
    assert.deepEqual(problems, [
      {
        clause: 'T2',
        code: 'downgrade_at_renewal',
        text: 'Basic is a lower package than Business, and a package is bought for its whole period: it comes with the renewal, from 2028-01-01 on.',
      },
    ])
    await assert.rejects(amend(account.agreementId, upgrade('basic', '2027-06-01'), 2), {
      code: 'terms_not_met',
    })
    assert.deepEqual((await view(account.agreementId)).amendments, [])
  })

  const refused = [
    ['yesterday', upgrade('premium', '2027-03-09')],
    ['on the day the agreement ends', upgrade('premium', '2028-01-01')],
    ['to the package it has', upgrade('basic', '2027-06-01')],
    ['to a package that is not published', upgrade('gold', '2027-06-01')],
  ] as const
  for (const [what, change] of refused)
    test(`is refused ${what}, and leaves nothing behind`, async () => {
      const account = await oneYear()
      await assert.rejects(amend(account.agreementId, change, 2), { code: 'terms_not_met' })
      const { amendments, version } = await view(account.agreementId)
      assert.deepEqual([amendments, version], [[], 2])
    })

  test('after one that is agreed for later takes effect that day or later', async () => {
    const account = await oneYear()
    await amend(account.agreementId, upgrade('business', '2027-09-01'), 2)
    await assert.rejects(amend(account.agreementId, upgrade('premium', '2027-08-31'), 3), /2027-09-01/)
    await amend(account.agreementId, upgrade('premium', '2027-09-01'), 3)
    assert.equal((await cover(account.id, on('2027-09-01')))?.package, 'premium')
  })

  test('from a version that was read before somebody else amended is refused', async () => {
    const account = await oneYear()
    const both = await Promise.allSettled([
      amend(account.agreementId, upgrade('business', '2027-06-01'), 2),
      amend(account.agreementId, upgrade('business', '2027-06-01'), 2),
    ])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
    assert.equal((await view(account.agreementId)).amendments.length, 1)
  })

  test('wakes suspended seats on its first day, the oldest first, once', async () => {
    const account = await oneYear('business')
    const people: string[] = []
    for (const name of ['Ann', 'Bob', 'Cid', 'Dan']) {
      const email = `${name}-${account.id}@customer.example`
      const { id } = await addContact(app.system(), { accountId: account.id, name, email })
      people.push(id)
      const later = new Date(now.getTime() + people.length * 1000)
      await giveSeat(app.system(later), { agreementId: account.agreementId, contactId: id })
    }
    const draft = await renewAgreement(app.system(), { id: account.agreementId })
    const stored = await view(draft.id)
    const terms = {
      packageCode: 'basic',
      coverageZone: '+01:00',
      startsOn: stored.startsOn,
      endsOn: stored.endsOn,
      lines: [
        { productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR', startsOn: null, endsOn: null },
      ],
    }
    await changeDraft(app.system(), { id: draft.id, terms, version: stored.version })
    await activateAgreement(app.system(), { id: draft.id })
    const states = async (at: Date) =>
      Object.fromEntries(
        (await readSeats(app.system(at), { id: draft.id })).items.map((one) => [one.contact.name, one.state]),
      )
    const [ann, bob, cid, dan] = ['active', 'active', 'suspended', 'suspended'] as const
    assert.deepEqual(await states(now), { Ann: ann, Bob: bob, Cid: cid, Dan: dan })
    await amend(draft.id, upgrade('business', '2028-02-01'), 3)
    const early = app.system(on('2028-01-31'))
    await wakeSeatsOfUpgrade(early, { agreementId: draft.id })
    assert.deepEqual(await states(on('2028-01-31')), { Ann: ann, Bob: bob, Cid: cid, Dan: dan })
    for (let times = 0; times < 2; times++)
      await wakeSeatsOfUpgrade(app.system(on('2028-02-01')), { agreementId: draft.id })
    assert.deepEqual(await states(on('2028-02-01')), {
      Ann: 'active',
      Bob: 'active',
      Cid: 'active',
      Dan: 'active',
    })
  })
})

describe('An added product', () => {
  test('is covered from its day on, charged by day, and does not change the terms', async () => {
    const account = await oneYear('business')
    await amend(account.agreementId, product('2027-12-22'), 2)
    const products = async (day: string) => (await cover(account.id, on(day)))?.products.toSorted()
    assert.deepEqual(await products('2027-12-21'), ['studio'])
    assert.deepEqual(await products('2027-12-22'), ['insights', 'studio'])
    const { amendments, lines, price } = await view(account.agreementId)
    assert.deepEqual(amendments[0]?.charges, [
      { of: 'subscription', currency: 'EUR', yearlyMinor: 365_000, minor: 10_000 },
      { of: 'package', currency: 'EUR', yearlyMinor: 36_500, minor: 1_000 },
    ])
    assert.deepEqual(
      lines.map((line) => [line.productCode, line.startsOn, line.endsOn, line.amendment]),
      [
        ['studio', '2027-01-01', '2028-01-01', null],
        ['insights', '2027-12-22', '2028-01-01', 1],
      ],
    )
    assert.equal(price?.items[0]?.yearlyNetMinor, 100_000, 'what starts later is in no price yet')
    await assert.rejects(amend(account.agreementId, product('2027-12-22'), 3), /already/)
  })

  test('goes on with the renewal', async () => {
    const account = await oneYear('business')
    await amend(account.agreementId, product('2027-12-22'), 2)
    const { id } = await renewAgreement(app.system(), { id: account.agreementId })
    const { lines, problems } = await view(id)
    assert.deepEqual(
      lines.map((line) => [line.productCode, line.startsOn, line.amendment]),
      [
        ['studio', '2028-01-01', null],
        ['insights', '2028-01-01', null],
      ],
    )
    assert.deepEqual(problems, [])
  })
})

describe('A line that ends before its agreement', () => {
  test('is covered and priced to its last day, alike on the page of the agreement, on its quote and in a decision', async () => {
    const account = await buildAccount(app, { startsOn: '2020-01-01' })
    const { id } = await draftAgreement(app.system(), {
      accountId: account.id,
      packageCode: 'business',
      coverageZone: '+01:00',
      startsOn: '2027-01-01',
      endsOn: '2028-01-01',
      lines: [
        { productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' },
        { productCode: 'insights', yearlyNetMinor: 500_000, currency: 'EUR', endsOn: '2027-06-01' },
      ],
    })
    await activateAgreement(app.system(), { id })
    const { id: contactId } = await buildContact(app, account, { seat: false })
    const of = async (day: string) => {
      const at = on(day)
      const asked = { accountId: account.id, contactId, productCode: 'insights', at }
      const facts = await app.system().transaction((tx) => readFacts(tx, asked))
      const { quote } = await readQuote(app.system(at), { id })
      return {
        page: (await view(id, at)).price?.items.map((one) => one.subscriptionMinor),
        quote: quote?.sums.map((one) => one.subscriptionMinor) ?? 'ended',
        decided: facts?.agreement?.products.toSorted(),
        read: (await cover(account.id, at))?.products.toSorted(),
      }
    }
    const both = ['insights', 'studio']
    const whole = { page: [1_500_000], quote: [1_500_000], decided: both, read: both }
    assert.deepEqual(await of('2027-05-31'), whole)
    const left = { page: [1_000_000], quote: [1_000_000], decided: ['studio'], read: ['studio'] }
    assert.deepEqual(await of('2027-06-01'), left)
    // Once it is over, its last day is what is told of it: nobody reads that studio was not covered.
    assert.deepEqual(await of('2028-02-01'), { ...left, quote: 'ended', read: undefined })
    const preview = await previewAmendment(app.system(), { id, change: upgrade('premium', '2027-06-01') })
    assert.deepEqual(
      preview.charges.map(({ yearlyMinor }) => yearlyMinor),
      [100_000],
    )
  })
})

describe('A renewal', () => {
  test('keeps the package in force at the end, and starts the day the old one ends, also when it is late', async () => {
    const account = await oneYear()
    await amend(account.agreementId, upgrade('business', '2027-06-01'), 2)
    const late = app.system(on('2028-03-01'))
    assert.ok((await expireAgreements(late)) > 0)
    assert.equal(await expireAgreements(late), 0, 'once')
    const { id } = await renewAgreement(late, { id: account.agreementId })
    const draft = await view(id)
    assert.deepEqual(
      [draft.package?.code, draft.startsOn, draft.endsOn, draft.firstStartsOn],
      ['business', '2028-01-01', '2029-01-01', '2027-01-01'],
    )
    await activateAgreement(late, { id })
    assert.equal((await cover(account.id, on('2028-01-01')))?.package, 'business', 'there is no hole')
    const chain = (await view(id, on('2028-03-01'))).chain
    assert.deepEqual(
      chain.map((one) => [one.phase, one.startsOn, one.endsOn]),
      [
        ['ended', '2027-01-01', '2028-01-01'],
        ['in_force', '2028-01-01', '2029-01-01'],
      ],
    )
  })

  test('leaves no day without cover: it begins where the old one ends, in a zone that leaves no hour out', async () => {
    const account = await oneYear()
    const { id } = await renewAgreement(app.system(), { id: account.agreementId })
    const terms = {
      packageCode: 'basic',
      coverageZone: '+01:00',
      startsOn: '2028-01-02',
      endsOn: '2029-01-02',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1, currency: 'EUR', startsOn: null, endsOn: null }],
    }
    const codes = async () => (await view(id)).problems.map(({ clause, code }) => `${clause} ${code}`)
    await changeDraft(app.system(), { id, terms, version: 1 })
    assert.deepEqual(await codes(), ['T1 renewal_gap'])
    await assert.rejects(activateAgreement(app.system(), { id }), { code: 'terms_not_met' })
    const west = { ...terms, startsOn: '2028-01-01', endsOn: '2029-01-01', coverageZone: '-05:00' }
    await changeDraft(app.system(), { id, terms: west, version: 2 })
    assert.deepEqual(await codes(), ['T1 renewal_zone_gap'])
    await changeDraft(app.system(), { id, terms: { ...west, coverageZone: '+03:00' }, version: 3 })
    assert.deepEqual(await codes(), [])
    await activateAgreement(app.system(), { id })
  })

  test('of one that was cancelled is refused, and what a renewal follows is not cancelled', async () => {
    const [one, other] = [await oneYear(), await oneYear()]
    const { id } = await renewAgreement(app.system(), { id: one.agreementId })
    await cancelAgreement(app.system(), { id: one.agreementId, reason: 'Gone' })
    await assert.rejects(activateAgreement(app.system(), { id }), /chain has ended/)
    const { id: renewal } = await renewAgreement(app.system(), { id: other.agreementId })
    await activateAgreement(app.system(), { id: renewal })
    await assert.rejects(cancelAgreement(app.system(), { id: other.agreementId, reason: 'Gone' }), {
      code: 'renewal_active',
    })
  })

  test('of a year from 29 February comes back to it', async () => {
    const account = await buildAccount(app, { startsOn: '2020-01-01' })
    let { id } = await draftAgreement(app.system(), {
      accountId: account.id,
      packageCode: 'basic',
      coverageZone: '+01:00',
      startsOn: '2024-02-29',
      endsOn: '2025-02-28',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1, currency: 'EUR' }],
    })
    const ends: string[] = []
    for (let year = 0; year < 5; year++) {
      await activateAgreement(app.system(), { id })
      ends.push((await view(id)).endsOn)
      ;({ id } = await renewAgreement(app.system(), { id: id as AgreementId }))
    }
    assert.deepEqual(ends, ['2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'])
  })
})

describe('An agreement that has ended', () => {
  test('is still what a refusal speaks of, and blocks its days for others', async () => {
    const account = await oneYear()
    const contact = await buildContact(app, account)
    await expireAgreements(app.system(on('2028-03-01')))
    const asked = {
      accountId: account.id,
      contactId: contact.id,
      productCode: 'studio',
      at: on('2028-03-01'),
    }
    const facts = await app.system().transaction((tx) => readFacts(tx, asked))
    assert.equal(facts?.agreement?.id, account.agreementId)
    const { id } = await draftAgreement(app.system(), {
      accountId: account.id,
      packageCode: 'basic',
      coverageZone: '+01:00',
      startsOn: '2027-06-01',
      endsOn: '2028-06-01',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1, currency: 'EUR' }],
    })
    await assert.rejects(activateAgreement(app.system(), { id }), /2027-01-01/)
  })

  test('is told of before, once for each time, and not where a renewal is active', async () => {
    const [account, renewed] = [await oneYear(), await oneYear()]
    const { id } = await renewAgreement(app.system(), { id: renewed.agreementId })
    await activateAgreement(app.system(), { id })
    const told = async (day: string) => {
      await Promise.all([remindOfEnds(app.system(on(day))), remindOfEnds(app.system(on(day)))])
      const { rows } = await app.ownerPool.query<{ agreement_id: string; days: number }>(
        'select agreement_id, days from agreement_reminders where agreement_id = any($1) order by days',
        [[account.agreementId, renewed.agreementId]],
      )
      assert.ok(rows.every((row) => row.agreement_id === account.agreementId))
      return rows.map(({ days }) => days)
    }
    assert.deepEqual(await told('2027-10-01'), [])
    assert.deepEqual(await told('2027-10-10'), [90])
    assert.deepEqual(await told('2027-11-20'), [90])
    assert.deepEqual(await told('2027-12-24'), [7, 90])
    assert.deepEqual(await told('2027-12-31'), [0, 7, 90])
    assert.deepEqual(await told('2028-01-01'), [0, 7, 90])
  })
})

describe('Negotiated terms', () => {
  const twenty = {
    path: 'firstResponse.high',
    value: { minutes: 20, guaranteed: true },
    note: 'Agreed by phone',
  }
  test('are in the frozen terms, said as such, kept on renewal, and dropped where the package gives more', async () => {
    const account = await buildAccount(app, { startsOn: '2020-01-01' })
    const terms = {
      packageCode: 'business',
      coverageZone: '+01:00',
      startsOn: '2027-01-01',
      endsOn: '2028-01-01',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1, currency: 'EUR' }],
      deviations: [twenty, { path: 'seats', value: 7, note: '' }],
    }
    const { id } = await draftAgreement(app.system(), { accountId: account.id, ...terms })
    await activateAgreement(app.system(), { id })
    const bought = await cover(account.id)
    assert.equal(bought?.targets.find(({ priority }) => priority === 'high')?.firstResponseMinutes, 20)
    assert.equal(bought.seats.cap, 7)
    const { deviations } = await view(id)
    assert.deepEqual(
      deviations.map(({ path, value, standard }) => [path, value, standard]),
      [
        ['firstResponse.high', { minutes: 20, guaranteed: true }, { minutes: 60, guaranteed: true }],
        ['seats', 7, 5],
      ],
    )
    const renewal = await renewAgreement(app.system(), { id })
    assert.deepEqual(
      (await view(renewal.id)).deviations.map(({ path }) => path),
      ['firstResponse.high', 'seats'],
    )
    await amend(id, upgrade('premium', '2027-06-01'), 2)
    const later = await view(id, on('2027-06-01'))
    assert.deepEqual(
      [later.seats.cap, later.deviations.map(({ path }) => path)],
      [15, later.deviations.map(({ path }) => path).filter((path) => path !== 'seats')],
    )
  })

  test('that make no terms are refused, and leave nothing behind', async () => {
    const account = await buildAccount(app, { startsOn: '2020-01-01' })
    const draft = draftAgreement(app.system(), {
      accountId: account.id,
      packageCode: 'business',
      coverageZone: '+01:00',
      startsOn: '2027-01-01',
      endsOn: '2028-01-01',
      lines: [],
      deviations: [{ path: 'pools.made_up', value: 3, note: '' }],
    })
    await assert.rejects(draft, { code: 'unusable_deviation' })
  })
})
