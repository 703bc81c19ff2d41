import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { VendorSettings } from '../domain/vendor-contract.ts'

let app: TestApp
let vendor: TestVendor
let admin: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
})
after(() => app.close())

const url = '/api/v1/vendor/settings'
const read = async () => (await admin.get(url)).json as VendorSettings
const change = async (body: object) => admin.patch(url, { version: (await read()).version, ...body })
const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code

describe('What is set about the vendor', () => {
  it('changes where something is said, and is what everybody reads then', async () => {
    const before = await read()
    const answer = await change({ name: 'Quillane', reopenDays: 30 })
    assert.deepEqual(answer.json, {
      ...before,
      name: 'Quillane',
      reopenDays: 30,
      version: before.version + 1,
    })
    const visitor = await app.as(null)
    assert.equal(((await visitor.get('/api/v1/vendor')).json as { name: string }).name, 'Quillane')
  })

  it('is not written over what a colleague has saved since', async () => {
    const { version } = await read()
    await change({ name: 'First' })
    const late = await change({ name: 'Second', version })
    assert.deepEqual([late.status, codeOf(late)], [409, 'changed_meanwhile'])
    assert.equal((await read()).name, 'First')
  })

  it('refuses what is no setting, and changes nothing', async () => {
    const before = await read()
    for (const bad of [
      { name: ' ' },
      { supportAddress: 'support' },
      { referencePrefix: 'fl' },
      { referencePrefix: 'TOOLONGER' },
      { reopenDays: -1 },
      { reopenDays: 366 },
      { reopenDays: 1.5 },
      { priorityDefinitions: { high: 'x', medium: 'x' } },
      { publicUrl: 'support.vendor.example' },
      { publicUrl: 'ftp://support.vendor.example' },
      { publicUrl: 'https://support.vendor.example/help' },
      { publicUrl: 'https://somebody@support.vendor.example' },
      { isDemo: true },
      { version: 0 },
    ]) {
      assert.equal((await change(bad)).status, 400, JSON.stringify(bad))
    }
    assert.deepEqual(await read(), before)
  })

  it('keeps of a public address only what it is reached by', async () => {
    const answer = await change({ publicUrl: 'https://Support.Vendor.example:443/' })
    assert.equal((answer.json as VendorSettings).publicUrl, 'https://support.vendor.example')
    assert.equal(((await change({ publicUrl: null })).json as VendorSettings).publicUrl, null)
  })

  it('lets the reference prefix change only before the first case', async () => {
    const free = await change({ referencePrefix: 'QN' })
    assert.equal(free.status, 200)
    const account = await buildAccount(app)
    const contact = await buildContact(app, account)
    const { reference } = await buildCase(app, { by: contact })
    assert.match(reference, /^QN-\d+$/)
    assert.equal((await read()).prefixIsFixed, true)

    const refused = await change({ referencePrefix: 'ZZ', name: 'Not saved either' })
    assert.deepEqual([refused.status, codeOf(refused)], [409, 'reference_prefix_fixed'])
    assert.notEqual((await read()).name, 'Not saved either')
    assert.equal((await change({ referencePrefix: 'QN' })).status, 200, 'the same prefix is no change')
    await assert.rejects(
      app.ownerPool.query(`update vendor set reference_prefix = 'ZZ'`),
      /reference_prefix_fixed/,
    )
  })
})
