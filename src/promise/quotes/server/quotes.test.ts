import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { addProduct } from '#people/accounts/server/add-product.ts'
import { addAccount } from '#people/accounts/server/add-account.ts'
import type { Answer, Client } from '../../../../tests/support/test-client.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { readPdf } from '../../../../tests/support/read-pdf.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { draftAgreement } from '#promise/agreements/server/draft-agreement.ts'
import type { QuoteView } from '#promise/quotes/domain/contract.ts'

const v1 = '/api/v1'
let app: TestApp
let manager: Client
let agent: Client
let account: TestAccount

const terms = {
  packageCode: 'business' as string | null,
  coverageZone: '+01:00',
  startsOn: '2031-02-14',
  endsOn: '2032-02-14',
  lines: [
    { productCode: 'studio', yearlyNetMinor: 1_250_000, currency: 'EUR' },
    { productCode: 'chart-pack', yearlyNetMinor: 90_000, currency: 'EUR' },
  ],
}

before(async () => {
  app = await startTestApp()
  const vendor = await buildVendor(app)
  manager = await app.as(vendor.manager.email)
  agent = await app.as(vendor.agent.email)
  await addProduct(app.system(), {
    code: 'chart-pack',
    name: 'Chart pack',
    kind: 'marketplace',
    publisher: 'Chartworks',
    supportAddress: 'help@chartworks.example',
    termsUrl: 'https://chartworks.example/terms',
  })
  account = await buildAccount(app, { package: 'business' })
})
after(() => app.close())

async function draft(wanted: Partial<typeof terms> = {}): Promise<string> {
  const { id: accountId } = await addAccount(app.system(), { name: 'Alder & Sons' })
  return (await draftAgreement(app.system(), { accountId, ...terms, ...wanted })).id
}

const viewOf = async (id: string): Promise<QuoteView> =>
  (await manager.get(`${v1}/agreements/${id}/quote`)).json as QuoteView
const issue = (id: string, body: object = { version: 1 }): Promise<Answer> =>
  manager.post(`${v1}/agreements/${id}/quotes`, body)

/** The bytes as they are sent. */
async function download(id: string) {
  const { headers, rawPayload } = await app.http.inject({
    url: `${v1}/agreements/${id}/quote.pdf`,
    headers: { cookie: agent.cookie ?? '' },
  })
  return { headers, bytes: rawPayload }
}

const asProduct = (statement: string) => app.system().transaction((tx) => sql.raw(statement).execute(tx))

describe('A quote', () => {
  it('of a draft is a preview until it is issued, and then what was issued', async () => {
    const id = await draft()
    const before = await viewOf(id)
    assert.equal(before.quote?.issue, null)
    assert.equal(before.current, null)
    assert.deepEqual(before.quote?.sums, [
      {
        currency: 'EUR',
        subscriptionMinor: 1_250_000,
        packageMinor: 125_000,
        isMinimum: false,
        togetherMinor: 1_375_000,
      },
    ])
    const issued = await issue(id)
    assert.equal(issued.status, 201)
    assert.match(Object(issued.json).number, /^Q-\d+$/)
    const now = await viewOf(id)
    assert.equal(now.quote?.issue?.number, Object(issued.json).number)
    assert.deepEqual(now.current, issued.json)
  })

  it('is downloaded as the bytes that were issued, again and again, whatever changes afterwards', async () => {
    const id = await draft()
    const { pdfSha256, number } = Object((await issue(id)).json)
    const first = await download(id)
    assert.equal(first.headers['content-type'], 'application/pdf')
    assert.equal(first.headers['content-disposition'], `attachment; filename*=UTF-8''${number}.pdf`)
    assert.equal(createHash('sha256').update(first.bytes).digest('hex'), pdfSha256)
    assert.match(readPdf(first.bytes).text, /€1,250\.00/)
    const changed = { ...terms, packageCode: 'premium' }
    assert.equal((await manager.patch(`${v1}/agreements/${id}`, { terms: changed, version: 1 })).status, 200)
    const again = await download(id)
    assert.ok(first.bytes.equals(again.bytes))
    const now = await viewOf(id)
    assert.deepEqual([now.current, now.quote?.issue, now.quote?.package.code], [null, null, 'premium'])
  })

  it('is issued once for the same offer with the same last day, and anew for another', async () => {
    const id = await draft()
    const numbers = [await issue(id), await issue(id), await issue(id, { version: 1, validDays: 60 })].map(
      ({ json }) => Object(json).number,
    )
    assert.equal(numbers[0], numbers[1])
    assert.notEqual(numbers[0], numbers[2])
  })

  it('gets one number each, however many are issued at once', async () => {
    const ids = await Promise.all([draft(), draft(), draft(), draft()])
    const both = await Promise.all([...ids, ...ids].map((id) => issue(id)))
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([201]))
    assert.equal(new Set(both.map(({ json }) => Object(json).number)).size, ids.length)
  })

  it('of an active agreement confirms its price and has no last day', async () => {
    const { version } = await viewOf(account.agreementId)
    const issued = await issue(account.agreementId, { version })
    assert.deepEqual([Object(issued.json).kind, Object(issued.json).validUntil], ['confirmation', null])
  })

  it('is refused from an older version than the one stored, and nothing is kept', async () => {
    const id = await draft()
    const { status, json } = await issue(id, { version: 7 })
    assert.deepEqual([status, Object(json).code], [409, 'changed_meanwhile'])
    assert.equal((await manager.get(`${v1}/agreements/${id}/quote.pdf`)).status, 404)
  })

  it('says why there is none: no package, no platform line', async () => {
    const cases = [
      [await draft({ packageCode: null }), 'package', 'package_missing'],
      [await draft({ lines: terms.lines.slice(1) }), 'lines', 'nothing_to_price'],
    ] as const
    for (const [id, missing, code] of cases) {
      const view = await viewOf(id)
      assert.deepEqual([view.quote, view.missing], [null, missing])
      const refused = await issue(id)
      assert.deepEqual([refused.status, Object(refused.json).code], [422, code])
    }
  })

  it('stays when the draft it was of is deleted, and is listed to its account', async () => {
    const id = await draft()
    const { account: owner } = await viewOf(id)
    const { id: quoteId, number } = Object((await issue(id)).json)
    assert.equal((await manager.send('DELETE', `${v1}/agreements/${id}`, '', {})).status, 204)
    const listed = Object((await agent.get(`${v1}/accounts/${owner.id}/quotes`)).json).items
    assert.deepEqual(
      listed.map((one: { number: string; agreementId: string | null }) => [one.number, one.agreementId]),
      [[number, null]],
    )
    assert.equal((await agent.get(`${v1}/quotes/${quoteId}/pdf`)).status, 200)
  })

  it('is never changed or removed, not even by the product', async () => {
    await issue(await draft())
    for (const change of ["set number = 'Q-1'", 'set valid_until = null'])
      await assert.rejects(asProduct(`update quotes ${change}`), /permission denied/)
    await assert.rejects(asProduct('delete from quotes'), /permission denied/)
  })

  it('is issued by managers and read by every member of staff', async () => {
    const id = await draft()
    assert.equal((await agent.post(`${v1}/agreements/${id}/quotes`, { version: 1 })).status, 403)
    assert.equal((await agent.get(`${v1}/agreements/${id}/quote`)).status, 200)
  })
})
