import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import { activateAgreement } from './activate-agreement.ts'
import type { AgreementView } from '#promise/agreements/domain/agreement-contract.ts'
import { draftAgreement } from './draft-agreement.ts'
import type { AffectedAgreement, DraftEffect } from '#promise/packages/domain/draft-contract.ts'

const drafts = '/api/v1/catalogue-drafts'
type Json = Record<string, never> & { [key: string]: unknown }

const listOf = (value: unknown): Json[] => (Array.isArray(value) ? value : [])

let app: TestApp
let admin: Client
let [basic, business, premium]: TestAccount[] = []
before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
  basic = await buildAccount(app, { package: 'basic', name: 'Alder' })
  business = await buildAccount(app, { package: 'business', name: 'Birch' })
  premium = await buildAccount(app, { package: 'premium', name: 'Cedar' })
})
after(() => app.close())

/** The effect of the published catalogue with something changed. */
async function effectOf(change: (json: Json) => void): Promise<{ id: string; effect: DraftEffect }> {
  await app.ownerPool.query('delete from catalogue_drafts')
  const json = JSON.parse(shippedText) as Json
  change(json)
  const { id } = (await admin.post(drafts, { from: { text: JSON.stringify(json) } })).json as { id: string }
  const answer = await admin.get(`${drafts}/${id}/effect`)
  assert.equal(answer.status, 200, answer.text)
  return { id, effect: answer.json as DraftEffect }
}
type Page = { items: AffectedAgreement[]; next: string | null }
const affected = async (id: string, query = '') =>
  (await admin.get(`${drafts}/${id}/agreements${query}`)).json as Page
const price = (json: Json, percent: number, more: object = {}) =>
  Object.assign(json['packages']?.[1] ?? {}, { costPercentOfSubscription: percent, ...more })

describe('The effect of a draft', () => {
  it('is nothing where nothing differs', async () => {
    const { id, effect } = await effectOf((json) => Object.assign(json, { about: 'Reworded.' }))
    assert.deepEqual(
      [effect.agreements, effect.differing, effect.groups, effect.overCap.count, effect.lost.count],
      [3, 0, [], 0, 0],
    )
    assert.deepEqual(await affected(id), { items: [], next: null })
  })

  it('says what the holders of each package would have otherwise, and what a year would cost them', async () => {
    const { id, effect } = await effectOf((json) => {
      price(json, 12, { minimumFeeMinor: { EUR: 150_000 } })
      Object.assign(json['responseTimeMinutes']?.['high'] ?? {}, { business: 30 })
    })
    assert.deepEqual([effect.agreements, effect.differing], [3, 1])
    assert.deepEqual(effect.groups, [
      {
        package: 'business',
        packageName: 'Business',
        edition: 1,
        agreements: 1,
        changes: [
          { subject: 'Price', before: '10 % of the subscription', after: '12 % of the subscription' },
          { subject: 'First reply, high priority', before: '1 h', after: '30 min' },
          { subject: 'Minimum fee, EUR', before: null, after: '€1,500.00' },
        ],
      },
    ])
    const { items } = await affected(id)
    assert.deepEqual(
      items.map(({ account, fields, prices }) => ({ account, fields, prices })),
      [
        {
          account: 'Birch',
          fields: ['Price', 'First reply, high priority', 'Minimum fee, EUR'],
          prices: [{ currency: 'EUR', beforeMinor: 100_000, afterMinor: 150_000 }],
        },
      ],
    )
  })

  it('lists the agreements a page at a time, and all of them as a table', async () => {
    const { id } = await effectOf((json) =>
      Object.assign(json['authorisedContacts'] ?? {}, {
        basic: 3,
        business: 6,
        premium: 16,
      }),
    )
    const first = await affected(id, '?limit=2')
    const second = await affected(id, `?limit=2&after=${first.next}`)
    assert.deepEqual(
      [first, second].map(({ items }) => items.map(({ account }) => account)),
      [['Alder', 'Birch'], ['Cedar']],
    )
    assert.equal(second.next, null)
    const table = await admin.get(`${drafts}/${id}/agreements`, { accept: 'text/csv' })
    assert.match(table.text, /Cedar,Premium,1,\d{4}-\d\d-\d\d,Seats,2000\.00 EUR,2000\.00 EUR/)
  })

  it('says of a package that is gone that nothing follows it', async () => {
    const { id, effect } = await effectOf((json) => {
      Object.assign(json, { packages: listOf(json['packages']).slice(0, 2) })
      for (const table of [json['supportHours'], json['authorisedContacts'], ...listOf(json['services'])])
        Reflect.deleteProperty(table ?? {}, 'premium')
      for (const name of ['responseTimeMinutes', 'resolutionTimeMinutes'])
        for (const priority of ['high', 'medium', 'low'])
          Reflect.deleteProperty(json[name]?.[priority] ?? {}, 'premium')
    })
    assert.deepEqual(
      effect.groups.map(({ package: code, changes }) => [code, changes]),
      [['premium', null]],
    )
    const [only] = (await affected(id)).items
    assert.deepEqual([only?.account, only?.isGone, only?.prices[0]?.afterMinor], ['Cedar', true, null])
  })

  it('finds where more people hold a seat than there would be', async () => {
    assert.ok(business)
    for (let seat = 0; seat < 3; seat += 1) await buildContact(app, business)
    const capOf = async (cap: number) =>
      (await effectOf((json) => Object.assign(json['authorisedContacts'] ?? {}, { business: cap }))).effect
        .overCap
    assert.equal((await capOf(3)).count, 0)
    const { count, items } = await capOf(2)
    assert.deepEqual(
      [count, items.map(({ account, held, cap }) => [account, held, cap])],
      [1, [['Birch', 3, 2]]],
    )
  })

  it('finds the open requests and the approvals that lose their ground, and no others', async () => {
    assert.ok(premium && business)
    const by = await buildContact(app, premium)
    const asked = { by, type: 'request', channel: 'portal' } as const
    const opened = await buildCase(app, { ...asked, service: 'release.individual_schedule' })
    await buildCase(app, { ...asked, service: 'release.early_bird' })
    await app.ownerPool.query(
      `insert into service_approvals (id, account_id, agreement_id, service, approved_at)
       values (gen_random_uuid(), $1, $2, 'release.early_bird', now())`,
      [business.id, business.agreementId],
    )
    const without = async (code: string, codes: string[], cell = 'not_included') =>
      (
        await effectOf((json) => {
          for (const row of listOf(json['services']))
            if (row['code'] === code) Object.assign(row, Object.fromEntries(codes.map((one) => [one, cell])))
        })
      ).effect.lost
    const schedule = await without('release.individual_schedule', ['premium'])
    assert.deepEqual(
      schedule.items.map(({ kind, reference, account, service }) => [kind, reference, account, service]),
      [['case', opened.reference, 'Cedar', 'Individual updates schedule']],
    )
    const bird = await without('release.early_bird', ['business'])
    assert.deepEqual(
      bird.items.map(({ kind, account }) => [kind, account]),
      [['approval', 'Birch']],
    )
    assert.equal((await without('release.early_bird', ['business', 'premium'])).count, 2)
    assert.equal((await without('release.early_bird', ['business', 'premium'], 'included')).count, 0)
  })

  it('counts an agreement once, by what will be renewed', async () => {
    assert.ok(basic)
    const { id } = (await admin.post(`/api/v1/agreements/${basic.agreementId}/renewal`, {})).json as {
      id: string
    }
    const before = (await effectOf((json) => price(json, 12))).effect
    assert.equal((await admin.post(`/api/v1/agreements/${id}/activation`, {})).status, 200)
    const { effect } = await effectOf((json) => price(json, 12))
    assert.deepEqual([before.agreements, effect.agreements], [3, 3])
  })

  it('takes what was negotiated to be carried over', async () => {
    const { id: accountId } = await addAccount(app.system(), { name: 'Dogwood', caseVisibility: 'company' })
    const { id } = await draftAgreement(app.system(), {
      accountId,
      packageCode: 'premium',
      coverageZone: '+01:00',
      startsOn: '2030-01-01',
      endsOn: '2031-01-01',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
      deviations: [{ path: 'seats', value: 25, note: 'Agreed in spring.' }],
    })
    await activateAgreement(app.system(), { id })
    const { effect } = await effectOf((json) => price(json, 12))
    assert.deepEqual([effect.agreements, effect.groups.map((group) => group.package)], [4, ['business']])
    const fewer = (json: Json) => Object.assign(json['authorisedContacts'] ?? {}, { premium: 14 })
    const { id: draft } = await effectOf(fewer)
    assert.deepEqual(
      (await affected(draft)).items.map(({ account }) => account),
      ['Cedar'],
    )
  })
})

describe('An edition without the place of what was negotiated, and without a package', () => {
  const negotiated = [
    { path: 'pools.basic-consultations', value: 8, note: 'Eight, as ever.' },
    { path: 'seats', value: 4, note: '' },
  ]
  const gone = 'Cases a year: Business process management for citizen developers'
  const draftOf = async (name: string, packageCode: string, deviations: typeof negotiated = []) => {
    const { id: accountId } = await addAccount(app.system(), { name, caseVisibility: 'company' })
    const drafted = {
      packageCode,
      coverageZone: '+01:00',
      startsOn: '2030-01-01',
      endsOn: '2031-01-01',
      lines: [{ productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR' }],
      deviations,
    }
    const { id } = await draftAgreement(app.system(), { accountId, ...drafted })
    return { id, accountId, drafted }
  }
  const activated = async (name: string, packageCode: string, deviations: typeof negotiated = []) => {
    const found = await draftOf(name, packageCode, deviations)
    await activateAgreement(app.system(), { id: found.id })
    return found
  }
  const renewed = async (id: string) => {
    const answer = await admin.post(`/api/v1/agreements/${id}/renewal`, {})
    assert.equal(answer.status, 201, answer.text)
    return answer.json as AgreementView & { leftOut: string[] }
  }

  it('renews what it has a place for, and says beforehand and afterwards what it leaves out', async () => {
    const { id: agreementId } = await activated('Elder', 'basic', negotiated)
    const last = await activated('Fir', 'premium', negotiated.slice(1))
    const { id, effect } = await effectOf((json) => {
      for (const row of listOf(json['services']))
        if (String(row['code']).startsWith('consultation.') && typeof row['basic'] === 'object')
          Object.assign(row, { basic: 'included' })
      Object.assign(json, { pools: {}, packages: listOf(json['packages']).slice(0, 2) })
      for (const table of [json['supportHours'], json['authorisedContacts'], ...listOf(json['services'])])
        Reflect.deleteProperty(table ?? {}, 'premium')
      for (const name of ['responseTimeMinutes', 'resolutionTimeMinutes'])
        for (const priority of ['high', 'medium', 'low'])
          Reflect.deleteProperty(json[name]?.[priority] ?? {}, 'premium')
    })
    const leaving = effect.groups.filter(({ leftOut }) => leftOut !== undefined)
    assert.deepEqual(
      leaving.map(({ package: code, agreements, leftOut }) => [code, agreements, leftOut?.length]),
      [['basic', 1, 1]],
    )
    assert.equal(leaving[0]?.leftOut?.[0]?.startsWith(gone), true)
    const seen = { version: effect.version, comparedWith: effect.comparedWith }
    assert.equal((await admin.post(`${drafts}/${id}/publication`, seen)).status, 201)

    const renewal = await renewed(agreementId)
    assert.deepEqual(renewal.leftOut, ['pools.basic-consultations'])
    assert.deepEqual(
      renewal.deviations.map(({ path, value }) => [path, value]),
      [['seats', 4]],
    )
    assert.deepEqual([renewal.package?.version, renewal.seats.cap, renewal.problems], [2, 4, []])
    const { rows } = await app.ownerPool.query<{ detail: object }>(
      'select detail from audit_log where subject_id = $1',
      [renewal.id],
    )
    assert.deepEqual(rows[0]?.detail, { renews: agreementId, leftOut: ['pools.basic-consultations'] })

    // Its package is gone: what was negotiated waits for another one, and T1 says what is missing.
    const without = await renewed(last.id)
    assert.deepEqual(
      [without.package, without.problems.map(({ clause, code }) => `${clause} ${code}`)],
      [null, ['T1 package_missing']],
    )
    assert.deepEqual(
      without.deviations.map(({ path }) => path),
      ['seats'],
    )
    const terms = { ...last.drafted, startsOn: without.startsOn, endsOn: without.endsOn }
    const wanted = { terms: { ...terms, packageCode: 'business' }, version: without.version }
    const chosen = await admin.patch(`/api/v1/agreements/${without.id}`, wanted)
    assert.equal(chosen.status, 200, chosen.text)
    assert.equal((await admin.post(`/api/v1/agreements/${without.id}/activation`, {})).status, 200)
    await assert.rejects(draftOf('Gorse', 'premium'), { code: 'unknown_package' })
  })
})
