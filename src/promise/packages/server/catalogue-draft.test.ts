import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { damaged, shippedText } from '../../../../tests/support/damaged-catalogue.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { until } from '../../../../tests/support/product-process.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Answer, Client } from '../../../../tests/support/test-client.ts'

const drafts = '/api/v1/catalogue-drafts'
const cheaper = shippedText.replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": 9')
const cheapest = shippedText.replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": 8')
/** As somebody has it in the middle of typing. */
const halfway = shippedText.replace('"costPercentOfSubscription": 10', '"costPercentOfSubscription": "1o"')

type Draft = { id: string; version: number; text: string; changedBy: string; basedOn: number | null }
type Current = { draft: Draft | null; kept: { id: string; endedBy: string } | null }

let app: TestApp
let vendor: TestVendor
let ada: Client
let bruno: Client
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  ada = await app.as(vendor.admin.email)
  bruno = await app.as((await buildStaff(app, 'admin', 'Bruno')).email)
})
after(() => app.close())
beforeEach(async () => void (await app.ownerPool.query('delete from catalogue_drafts')))

const start = async (from: object = { edition: 1 }, more: object = {}) =>
  (await ada.post(drafts, { from, ...more })).json as Draft
const save = (client: Client, { id, version }: Draft, text: string) =>
  client.send('PUT', `${drafts}/${id}`, JSON.stringify({ text, version }), {
    'content-type': 'application/json',
  })
const current = async () => (await ada.get(`${drafts}/current`)).json as Current
const told = ({ status, json }: Answer) => [status, (json as { code?: string }).code]
const allTold = (answers: Answer[]) =>
  answers.map((one) => told(one).filter(Boolean).join(' ')).toSorted((one, other) => one.localeCompare(other))
const editions = async () => {
  const { rows } = await app.ownerPool.query<{ version: number; text: string }>(
    'select version, document::text as text from catalogue_editions order by version desc',
  )
  return rows
}

describe('The draft of the next edition', () => {
  it('starts as the edition it is started from, byte for byte, and is read by the other admins', async () => {
    const [edition] = await editions()
    const draft = await start({ edition: edition?.version })
    assert.deepEqual([draft.text, draft.basedOn], [edition?.text, edition?.version])
    assert.deepEqual(((await bruno.get(`${drafts}/current`)).json as Current).draft, draft)
  })

  it('starts as the file it is started from, and is exported byte for byte', async () => {
    const text = `${shippedText.replaceAll('  ', '\t')}\r\n\n`
    const { id, basedOn } = await start({ text })
    const file = await ada.get(`${drafts}/${id}/document`)
    assert.deepEqual([file.text, basedOn], [text, null])
    assert.match(file.headers['content-disposition'] ?? '', /support-packages-draft\.json/)
  })

  it('is one: of two that are started at the same time one is told of the other', async () => {
    const both = await Promise.all([ada, bruno].map((one) => one.post(drafts, { from: { edition: 1 } })))
    assert.deepEqual(allTold(both), ['201', '409 draft_open'])
    const { rows } = await app.ownerPool.query('select from catalogue_drafts where ended_at is null')
    assert.equal(rows.length, 1)
    await assert.rejects(
      app.ownerPool.query(
        `insert into catalogue_drafts (id, document, started_at, started_by, changed_at, changed_by)
         values (gen_random_uuid(), 'x', now(), 'x', now(), 'x')`,
      ),
      /catalogue_drafts_one_open/,
    )
  })

  it('keeps what cannot be published yet, and says so when it is to be published', async () => {
    const draft = await start()
    assert.equal((await save(ada, draft, halfway)).status, 200)
    assert.equal((await current()).draft?.text, halfway)
    const [live] = await editions()
    const refused = await ada.post(`${drafts}/${draft.id}/publication`, {
      version: 2,
      comparedWith: live?.version,
    })
    const { code, errors } = refused.json as { code: string; errors: { path: string }[] }
    assert.deepEqual(
      [refused.status, code, errors[0]?.path],
      [400, 'invalid_catalogue', 'packages[1].costPercentOfSubscription'],
    )
    assert.deepEqual(told(await ada.get(`${drafts}/${draft.id}/effect`)), [400, 'invalid_catalogue'])
    assert.equal((await current()).draft?.text, halfway)
  })

  for (const what of ['no JSON', 'a list', 'nothing in it', 'no packages', 'a priority that is missing'])
    it(`takes no file with ${what}, since it could not be edited`, async () => {
      const text = damaged[what]?.text ?? ''
      const draft = await start()
      assert.deepEqual(told(await save(ada, draft, text)), [400, 'invalid_catalogue'])
      const more = { replaces: { id: draft.id, version: 1 } }
      assert.deepEqual(told(await ada.post(drafts, { from: { text }, ...more })), [400, 'invalid_catalogue'])
      assert.deepEqual((await current()).draft, draft)
    })

  it('is saved by one of two who read the same version, and the other one is told', async () => {
    const draft = await start()
    const both = await Promise.all([save(ada, draft, cheaper), save(bruno, draft, cheapest)])
    assert.deepEqual(allTold(both), ['200', '409 draft_changed'])
    const { draft: after } = await current()
    assert.equal(after?.version, 2)
    assert.equal(after?.text, both[0]?.status === 200 ? cheaper : cheapest)
  })

  it('is saved again without harm when the answer was lost', async () => {
    const draft = await start()
    await save(ada, draft, cheaper)
    const again = await save(ada, draft, cheaper)
    assert.deepEqual([again.status, (again.json as Draft).version], [200, 2])
  })

  it('is put away and taken up again, with everything in it', async () => {
    const draft = await start()
    await save(ada, draft, cheaper)
    assert.deepEqual(told(await ada.post(`${drafts}/${draft.id}/discard`, { version: 1 })), [
      409,
      'draft_changed',
    ])
    await bruno.post(`${drafts}/${draft.id}/discard`, { version: 2 })
    const away = await current()
    assert.deepEqual([away.draft, away.kept?.id, away.kept?.endedBy], [null, draft.id, 'Bruno'])
    assert.deepEqual(told(await save(ada, { ...draft, version: 2 }, cheapest)), [404, 'not_found'])
    const restored = (await ada.post(`${drafts}/${draft.id}/restoration`, {})).json as Draft
    assert.deepEqual([restored.id, restored.text, restored.version], [draft.id, cheaper, 3])
    assert.deepEqual(told(await ada.post(`${drafts}/${draft.id}/restoration`, {})), [404, 'not_found'])
  })

  it('is replaced only as it was read, and the one before it is kept', async () => {
    const first = await start()
    await save(bruno, first, cheaper)
    const from = { text: cheapest }
    assert.deepEqual(told(await ada.post(drafts, { from })), [409, 'draft_open'])
    const stale = { id: first.id, version: 1 }
    assert.deepEqual(told(await ada.post(drafts, { from, replaces: stale })), [409, 'draft_changed'])
    const second = await start(from, { replaces: { id: first.id, version: 2 } })
    assert.deepEqual(told(await ada.post(`${drafts}/${first.id}/restoration`, {})), [409, 'draft_open'])
    const replaces = { id: second.id, version: 1 }
    const back = await ada.post(`${drafts}/${first.id}/restoration`, { replaces })
    assert.deepEqual([back.status, (back.json as Draft).text], [200, cheaper])
    assert.equal((await current()).kept?.id, second.id)
  })

  it('becomes the next edition byte for byte, and is gone', async () => {
    const [live] = await editions()
    const version = live?.version ?? 0
    const draft = await start()
    await save(ada, draft, cheaper)
    const answer = await ada.post(`${drafts}/${draft.id}/publication`, { version: 2, comparedWith: version })
    assert.deepEqual([answer.status, answer.json], [201, { version: version + 1 }])
    assert.deepEqual((await editions())[0], { version: version + 1, text: cheaper })
    assert.equal((await current()).draft, null)
  })

  it('is not published when it, or the edition it was compared with, is no longer what was seen', async () => {
    const [live] = await editions()
    const version = live?.version ?? 0
    const draft = await start()
    await save(ada, draft, cheapest)
    const publish = (seen: object) => ada.post(`${drafts}/${draft.id}/publication`, seen)
    assert.deepEqual(told(await publish({ version: 1, comparedWith: version })), [409, 'draft_changed'])
    assert.deepEqual(told(await publish({ version: 2, comparedWith: version - 1 })), [409, 'newer_edition'])
    assert.equal((await current()).draft?.text, cheapest)
    assert.equal((await editions())[0]?.version, version)
    await save(ada, { ...draft, version: 2 }, live?.text ?? '')
    assert.deepEqual(told(await publish({ version: 3, comparedWith: version })), [409, 'nothing_changed'])
  })

  it('waits for a save that is under way before it is published, and then says that it changed', async () => {
    const [live] = await editions()
    const draft = await start()
    await save(ada, draft, cheapest)
    const rival = await app.ownerPool.connect()
    try {
      await rival.query('begin')
      await rival.query('update catalogue_drafts set version = 3 where id = $1', [draft.id])
      const answer = ada.post(`${drafts}/${draft.id}/publication`, {
        version: 2,
        comparedWith: live?.version,
      })
      await until('the publication waits', async () => (await waiting()) > 0)
      await rival.query('commit')
      assert.deepEqual(told(await answer), [409, 'draft_changed'])
    } finally {
      rival.release()
    }
    assert.equal((await editions())[0]?.version, live?.version)
  })

  it('is noted in the log once for each sitting, whoever types how often', async () => {
    const draft = await start()
    await save(ada, draft, cheaper)
    await save(ada, { ...draft, version: 2 }, cheapest)
    await save(bruno, { ...draft, version: 3 }, cheaper)
    const { rows } = await app.ownerPool.query<{ action: string; actor_name: string }>(
      'select action, actor_name from audit_log where subject_id = $1 order by at, id',
      [draft.id],
    )
    assert.deepEqual(
      rows.map((row) => [row.action, row.actor_name]),
      [
        ['catalogue.draft_started', vendor.admin.name],
        ['catalogue.draft_changed', vendor.admin.name],
        ['catalogue.draft_changed', 'Bruno'],
      ],
    )
  })
})

async function waiting(): Promise<number> {
  const { rows } = await app.ownerPool.query<{ n: number }>(
    `select count(*)::int as n from pg_locks join pg_stat_activity using (pid)
     where not granted and datname = current_database()`,
  )
  return rows[0]?.n ?? 0
}
