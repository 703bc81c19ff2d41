import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { ProductView } from '../domain/contract.ts'
import { addEnvironment } from './add-environment.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
})
after(() => app.close())

const url = '/api/v1/products'
const list = async () => ((await admin.get(url)).json as { items: ProductView[] }).items
const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code
const remove = (code: string) =>
  admin.send('DELETE', `${url}/${code}`, '{}', { 'content-type': 'application/json' })

describe('Products', () => {
  it('are added, changed and removed', async () => {
    const added = await admin.post(url, { code: 'atlas', name: 'Atlas', kind: 'platform' })
    assert.equal(added.status, 201)
    const { version } = added.json as ProductView
    const changed = await admin.patch(`${url}/atlas`, { name: 'Atlas 2', publisher: null, version })
    assert.equal((changed.json as ProductView).name, 'Atlas 2')
    assert.deepEqual(
      (await list()).find(({ code }) => code === 'atlas'),
      changed.json,
    )
    assert.equal((await remove('atlas')).status, 204)
    assert.equal((await remove('atlas')).status, 404)
  })

  it('of the marketplace name their publisher, its support address and its terms page (T5)', async () => {
    const publisher = 'Chartists'
    const supportAddress = 'help@chartists.example'
    const termsUrl = 'https://chartists.example/terms'
    const of = { publisher, supportAddress, termsUrl }
    const charts = { code: 'charts', name: 'Charts', kind: 'marketplace' }
    for (const missing of ['publisher', 'supportAddress', 'termsUrl'])
      assert.equal((await admin.post(url, { ...charts, ...of, [missing]: null })).status, 400, missing)
    const added = await admin.post(url, { ...charts, ...of })
    assert.equal(added.status, 201)
    const { version } = added.json as ProductView
    for (const missing of ['publisher', 'supportAddress', 'termsUrl']) {
      const without = await admin.patch(`${url}/charts`, { name: 'Charts', ...of, [missing]: null, version })
      assert.equal(without.status, 400, missing)
    }
    assert.equal((await list()).find(({ code }) => code === 'charts')?.termsUrl, termsUrl)
  })

  it('refuse what is no product, and change nothing', async () => {
    const before = await list()
    const good = { code: 'good', name: 'Good', kind: 'platform' }
    for (const bad of [
      { code: 'Not Good' },
      { code: '' },
      { name: '' },
      { kind: 'other' },
      { termsUrl: 'javascript:alert(1)' },
      { termsUrl: 'http://charts.example/terms' },
      { supportAddress: 'no address' },
      { supportAddress: 'nobody' },
      { price: 1 },
    ]) {
      assert.equal((await admin.post(url, { ...good, ...bad })).status, 400, JSON.stringify(bad))
    }
    const kind = await admin.patch(`${url}/studio`, { name: 'Studio', kind: 'marketplace', version: 1 })
    assert.equal(kind.status, 400)
    const taken = await admin.post(url, { ...good, code: 'studio' })
    assert.deepEqual([taken.status, codeOf(taken)], [409, 'product_exists'])
    assert.deepEqual(await list(), before)
  })

  it('are not changed over what a colleague has saved since', async () => {
    const [first] = await list()
    assert.ok(first)
    const { code, version } = first
    const at = `${url}/${code}`
    assert.equal((await admin.patch(at, { name: 'Renamed', version })).status, 200)
    const late = await admin.patch(at, { name: 'Late', version })
    assert.deepEqual([late.status, codeOf(late)], [409, 'changed_meanwhile'])
  })

  it('stay while somebody has one, and the refusal says who', async () => {
    const account = await buildAccount(app)
    await admin.post(url, { code: 'held', name: 'Held', kind: 'platform' })
    await addEnvironment(app.system(), {
      accountId: account.id,
      productCode: 'held',
      name: 'Live',
      kind: 'production',
      version: '1',
    })
    const refused = await remove('held')
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'product_in_use'])
    assert.match((refused.json as { detail: string }).detail, /An account has it installed/)
    assert.ok((await list()).some(({ code }) => code === 'held'))
  })
})
