import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { damaged, shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { until } from '../../../../tests/support/product-process.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'

const editions = '/api/v1/catalogue-editions'
/** As an editor saves it: indented, and with what JSON lets one write in several ways. */
const edited = (change: (text: string) => string) =>
  `${change(shippedText).replaceAll('  ', '\t')}\n\n`.replace('"Premium"', String.raw`"Pr\u0065mium"`)
const cheaper = edited((text) =>
  text.replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": 9.5'),
)

type Outcome = { problems: unknown[]; comparedWith: number; changes: { subject: string }[] }

let app: TestApp
let vendor: TestVendor
let admin: Client
let manager: Client
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  admin = await app.as(vendor.admin.email)
  manager = await app.as(vendor.manager.email)
})
after(() => app.close())

async function published(): Promise<string> {
  const { rows } = await app.ownerPool.query<{ all: string }>(
    `select jsonb_build_array((select jsonb_agg(e.version) from catalogue_editions e),
       (select count(*) from package_versions), (select count(*) from audit_log))::text as all`,
  )
  return rows[0]?.all ?? ''
}
const live = async () => ((await manager.get(editions)).json as { items: { version: number }[] }).items[0]

describe('A catalogue from a file', () => {
  it('is checked without changing anything', async () => {
    const earlier = await published()
    const answer = await admin.post(`${editions}/check`, { text: cheaper })
    const outcome = answer.json as Outcome
    assert.deepEqual(
      [answer.status, outcome.problems, outcome.changes.map(({ subject }) => subject)],
      [200, [], ['Price']],
    )
    assert.equal(await published(), earlier)
  })

  for (const [what, { text, at }] of Object.entries(damaged))
    it(`is refused with its place when it has ${what}, and nothing changes`, async () => {
      const earlier = await published()
      const comparedWith = (await live())?.version
      const told = (await admin.post(`${editions}/check`, { text })).json as Outcome
      assert.ok(told.problems.length > 0)
      const refused = await admin.post(editions, { text, comparedWith })
      const { code, errors } = refused.json as { code: string; errors: { path: string }[] }
      assert.deepEqual([refused.status, code, errors[0]?.path], [400, 'invalid_catalogue', at])
      assert.equal(await published(), earlier)
    })

  it('becomes the next edition, and is exported byte for byte', async () => {
    const account = await buildAccount(app, { package: 'business' })
    const comparedWith = (await live())?.version ?? 0
    const answer = await admin.post(editions, { text: cheaper, comparedWith })
    assert.deepEqual([answer.status, answer.json], [201, { version: comparedWith + 1 }])
    const file = await manager.get(`${editions}/${comparedWith + 1}/document`)
    assert.equal(file.text, cheaper)
    assert.match(file.headers['content-disposition'] ?? '', /support-packages-\d+\.json/)
    const { items } = (await manager.get(editions)).json as {
      items: { version: number; publishedBy: string | null; agreements: number }[]
    }
    const told = items.map((one) => [one.version, one.publishedBy, one.agreements])
    assert.deepEqual(told[0], [comparedWith + 1, vendor.admin.name, 0])
    assert.equal(told[1]?.[2], 1, 'the agreement runs on the edition it was made on')
    const { rows } = await app.ownerPool.query(
      `select (terms ->> 'costPercent')::numeric = 10 as kept from agreements where account_id = $1`,
      [account.id],
    )
    assert.deepEqual(rows, [{ kept: true }])
    assert.deepEqual((await admin.post(`${editions}/check`, { text: file.text })).json, {
      problems: [],
      comparedWith: comparedWith + 1,
      changes: [],
    })
  })

  it('is not published twice, nor over an edition that came in between', async () => {
    const version = (await live())?.version ?? 0
    const same = await admin.post(editions, { text: cheaper, comparedWith: version })
    assert.deepEqual([same.status, codeOf(same)], [409, 'nothing_changed'])
    const late = await admin.post(editions, { text: shippedText, comparedWith: version - 1 })
    assert.deepEqual([late.status, codeOf(late)], [409, 'newer_edition'])
    const others = ['7', '8', '9', '11'].map((percent) =>
      edited((text) =>
        text.replace('"costPercentOfSubscription": 10', `"costPercentOfSubscription": ${percent}`),
      ),
    )
    const all = await Promise.all(others.map((text) => admin.post(editions, { text, comparedWith: version })))
    assert.deepEqual(
      all.map(({ status }) => status).toSorted((a, b) => a - b),
      [201, 409, 409, 409],
    )
    assert.equal((await live())?.version, version + 1)
  })

  it('waits for another one that is being published, and then says that it came later', async () => {
    const version = (await live())?.version ?? 0
    const rival = await app.ownerPool.connect()
    try {
      await rival.query('begin')
      await rival.query('insert into catalogue_editions values ($1, $2, now())', [version + 1, shippedText])
      const answer = admin.post(editions, { text: cheaper, comparedWith: version })
      await until('the import waits', async () => (await waiting()) > 0)
      await rival.query('commit')
      const late = await answer
      assert.deepEqual([late.status, codeOf(late)], [409, 'newer_edition'])
    } finally {
      rival.release()
    }
    assert.equal((await live())?.version, version + 1)
  })

  it('is published by admins only, and looked at by managers', async () => {
    const agent = await app.as(vendor.agent.email)
    assert.equal((await manager.post(editions, { text: cheaper, comparedWith: 1 })).status, 403)
    assert.equal((await manager.post(`${editions}/check`, { text: cheaper })).status, 403)
    assert.equal((await agent.get(editions)).status, 403)
    assert.equal((await manager.get(`${editions}/1`)).status, 200)
    assert.equal((await manager.get(`${editions}/999`)).status, 404)
    assert.equal((await manager.get(`${editions}/999/document`)).status, 404)
  })
})

async function waiting(): Promise<number> {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    `select count(*)::int as n from pg_locks join pg_stat_activity using (pid)
     where not granted and datname = current_database()`,
  )
  return rows[0]?.n ?? 0
}

const codeOf = (answer: { json: unknown }) => (answer.json as { code?: string }).code
