import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { sql } from 'kysely'
import { record } from '#platform/audit.ts'
import { type Tx, within } from '#platform/context.ts'
import type { InputOf } from '#platform/http/endpoint.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import type { Client } from '../../../../tests/support/test-client.ts'
import type { AuditEntry, listAuditEndpoint } from '../domain/audit-contract.ts'
import { listAudit } from './list-audit.ts'

type Page = { items: AuditEntry[]; next: string | null; lookedBackTo: string | null }

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let contact: TestContact
let reference: string
let manager: Client

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  account = await buildAccount(app, { name: 'Audited' })
  contact = await buildContact(app, account)
  reference = (await buildCase(app, { by: contact })).reference
  manager = await app.as(vendor.manager.email)
})
after(() => app.close())

async function search(query: Record<string, string | number>): Promise<Page> {
  const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))
  const answer = await manager.get(`/api/v1/audit-entries?${text}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.json as Page
}

/** Every page of a search, each under the bound. */
async function all(query: Record<string, string | number>): Promise<{ items: AuditEntry[]; pages: number }> {
  const items: AuditEntry[] = []
  let page = await search(query)
  let pages = 1
  for (; page.next !== null; pages += 1) {
    items.push(...page.items)
    page = await search({ ...query, after: page.next })
  }
  return { items: [...items, ...page.items], pages }
}

async function note(action: string, subjectId: string, at: Date): Promise<void> {
  const ctx = app.context(vendor.agent.actor, at)
  await ctx.transaction((tx) =>
    record(ctx, tx, { action, subjectType: 'probe', subjectId, detail: { a: 1 } }),
  )
}

describe('The audit log', () => {
  it('is searched by who, what, whom and account', async () => {
    const opened = await search({ about: reference })
    const [entry] = opened.items
    assert.deepEqual(
      [entry?.action, entry?.subject, entry?.actor.kind, entry?.actor.name, entry?.account],
      [
        'case.opened',
        { type: 'case', id: reference },
        'contact',
        contact.name,
        { id: account.id, name: 'Audited' },
      ],
    )
    assert.deepEqual(
      (await search({ about: reference.toLowerCase() })).items.map(({ id }) => id),
      opened.items.map(({ id }) => id),
    )
    const byContact = await search({ actorId: contact.id, action: 'case.opened' })
    assert.deepEqual(
      byContact.items.map(({ subject }) => subject.id),
      [reference],
    )
    const aboutContact = await search({ about: contact.email })
    assert.ok(aboutContact.items.every(({ subject }) => subject.id === contact.id))
    assert.ok(aboutContact.items.length > 0)
    const ofAccount = await search({ accountId: account.id })
    assert.ok(ofAccount.items.length > 2)
    assert.ok(ofAccount.items.every((one) => one.account?.id === account.id))
    const bySystem = await search({ by: 'system', accountId: account.id })
    assert.ok(bySystem.items.every(({ actor }) => actor.kind === 'system'))
    assert.ok(bySystem.items.length > 0 && bySystem.items.length < ofAccount.items.length)
  })

  it('tells what a person did with a key from what they did themselves', async () => {
    const keyId = '00000000-0000-7000-8000-00000000abcd'
    const { actor } = vendor.agent
    assert.ok(actor.kind === 'staff')
    const at = new Date('2019-02-03T00:00:00.000Z')
    const ctx = app.context({ ...actor, key: { id: keyId, permissions: [] } }, at)
    await ctx.transaction((tx) =>
      record(ctx, tx, { action: 'probe.keyed', subjectType: 'probe', subjectId: 'k' }),
    )
    await note('probe.keyed', 'k', at)
    const found = async (query: Record<string, string>) =>
      (await search({ action: 'probe.keyed', ...query })).items.map((one) => [one.actor.kind, one.keyId])
    assert.deepEqual(await found({ by: 'key' }), [['key', keyId]])
    assert.deepEqual(await found({ by: 'staff' }), [['staff', null]])
    assert.deepEqual(await found({ keyId }), [['key', keyId]])
    assert.deepEqual((await found({ actorId: actor.staffId })).length, 2)
  })

  it('is searched by period, its end not included', async () => {
    const at = new Date('2020-05-05T10:00:00.000Z')
    await note('probe.period', 'p1', at)
    const found = async (from: string, until: string) => (await search({ from, until })).items.length
    assert.equal(await found('2020-05-05T10:00:00Z', '2020-05-05T10:00:00.001Z'), 1)
    assert.equal(await found('2020-05-05T00:00:00Z', '2020-05-05T10:00:00Z'), 0)
    assert.equal(await found('2020-05-05T12:00:00+02:00', '2020-05-06T00:00:00+02:00'), 1)
    const turned = await manager.get(
      '/api/v1/audit-entries?from=2020-05-06T00:00:00Z&until=2020-05-05T00:00:00Z',
    )
    assert.equal(turned.status, 400)
  })

  it('is read page by page, each entry once, the newest first', async () => {
    for (let index = 0; index < 7; index += 1)
      await note('probe.paged', 'same moment', new Date('2021-01-01T00:00:00.000Z'))
    const { items } = await all({ action: 'probe.paged', limit: 2 })
    assert.equal(items.length, 7)
    assert.equal(new Set(items.map(({ id }) => id)).size, 7)
    const whole = (await all({ limit: 20 })).items.map(({ at }) => at)
    assert.deepEqual(whole, whole.toSorted().toReversed())
    assert.equal((await manager.get('/api/v1/audit-entries?after=made-up')).status, 400)
  })

  it('is to be had as CSV, the same entries', async () => {
    const csv = await manager.get('/api/v1/audit-entries?action=probe.paged', { accept: 'text/csv' })
    assert.equal(csv.status, 200)
    assert.equal(csv.text.trim().split('\r\n').length, 8)
    assert.match(csv.text, /"\{""a"":1\}"/)
  })

  it('is for managers and admins', async () => {
    for (const person of [vendor.agent, contact])
      assert.equal((await (await app.as(person.email)).get('/api/v1/audit-entries')).status, 403)
  })
})

describe('The audit log of years', () => {
  before(async () => {
    await app.ownerPool.query(
      `insert into audit_log (id, at, actor_kind, actor_id, actor_name, action, subject_type, subject_id, detail)
       select gen_random_uuid(), timestamptz '2015-01-01' + n * interval '1 minute', 'staff', 'busy', 'Busy',
         case when n = 17 then 'probe.rare' when n % 2 = 0 then 'case.changed' else 'case.opened' end,
         'case', 'X-' || n, '{}' from generate_series(1, 200000) n`,
    )
    await app.ownerPool.query('analyze audit_log')
  })

  it('finds what is rare in bounded stretches, and says how far it looked', async () => {
    const period = { from: '2015-01-01T00:00:00Z', until: '2015-01-21T00:00:00Z' }
    const first = await search({ ...period, by: 'contact' })
    assert.deepEqual([first.items.length, typeof first.next], [0, 'string'])
    assert.ok(first.lookedBackTo !== null && first.lookedBackTo < period.until)
    const rare = await all({ ...period, by: 'contact' })
    assert.deepEqual([rare.items.length, rare.pages], [0, 6])
    assert.equal((await all({ action: 'probe.rare' })).pages, 1)
  })

  const id = '00000000-0000-7000-8000-000000000000'
  const searches: Record<string, [query: Partial<InputOf<typeof listAuditEndpoint>>, rows: number]> = {
    everything: [{}, 51],
    'an action': [{ action: 'probe.rare' }, 1],
    'a common action': [{ action: 'case.changed' }, 51],
    'a case': [{ about: 'X-77' }, 1],
    'somebody who did nothing': [{ actorId: id }, 0],
    'a key': [{ keyId: id }, 0],
    'an account': [{ accountId: id }, 0],
    'a period long ago': [{ from: '2015-02-01T00:00:00Z', until: '2015-02-02T00:00:00Z' }, 51],
    'a rare kind': [{ by: 'anonymous', until: '2015-04-01T00:00:00Z' }, 10_000],
    'two at once': [{ by: 'contact', action: 'case.changed', until: '2015-04-01T00:00:00Z' }, 10_000],
  }
  for (const [what, [query, most]] of Object.entries(searches))
    it(`reads no more than it must for ${what}`, async () => {
      const ctx = app.context(vendor.manager.actor)
      const [earlier, later] = await ctx.transaction(async (tx) => [
        await touched(tx),
        await listAudit(within(ctx, tx), { limit: 50, ...query }).then(() => touched(tx)),
      ])
      assert.equal(later.scans, earlier.scans)
      assert.ok(later.rows - earlier.rows <= most, `${later.rows - earlier.rows} rows were read`)
    })
})

/** What this connection has read of the audit log so far. */
async function touched(tx: Tx): Promise<{ scans: number; rows: number }> {
  const { rows } = await sql<{ scans: number; rows: number }>`
    select seq_scan::int as scans, idx_tup_fetch::int as rows
    from pg_stat_xact_user_tables where relname = 'audit_log'`.execute(tx)
  return rows[0] ?? assert.fail('nothing is counted')
}
