import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { type AccountId, type ContactId, newId } from '#platform/ids.ts'
import { addStaff } from '../../auth/server/add-staff.ts'
import { addAccount } from './add-account.ts'
import { addCertification } from './add-certification.ts'
import { addContact } from './add-contact.ts'
import { addEnvironment } from './add-environment.ts'
import { addProduct } from './add-product.ts'
import { endContact } from './end-contact.ts'
import { asContact, openPeopleForTests, password, signIn } from './open-people-for-tests.ts'

let people: Awaited<ReturnType<typeof openPeopleForTests>>
let system: Context

before(async () => {
  people = await openPeopleForTests()
  system = people.system
  await addProduct(system, { code: 'studio', name: 'Studio', kind: 'platform' })
})
after(() => people.close())

const refusedAs = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code

async function furnishedAccount(name: string, email: string) {
  const { id: accountId } = await addAccount(system, { name })
  const { id: contactId } = await addContact(system, { accountId, name: 'Ann', email })
  await addCertification(system, {
    contactId,
    kind: 'developer',
    validFrom: '2026-01-01',
    validUntil: '2027-01-01',
  })
  await addEnvironment(system, {
    accountId,
    productCode: 'studio',
    name: 'Live',
    kind: 'production',
    version: '9.1',
  })
  return { accountId, contactId }
}

describe('An account’s people, in the database', () => {
  const tables = ['accounts', 'contacts', 'certifications', 'environments'] as const

  it('see the rows of their own account and no others', async () => {
    const mine = await furnishedAccount('Mine', 'ann@mine.example')
    const theirs = await furnishedAccount('Theirs', 'bob@theirs.example')
    for (const table of tables) {
      const column = table === 'accounts' ? 'id' : 'account_id'
      const asOwner = await people.ownerPool.query(`select ${column} as id from ${table}`)
      const both = new Set(asOwner.rows.map((row: { id: string }) => row.id))
      assert.ok(both.has(mine.accountId) && both.has(theirs.accountId), `the control sees both in ${table}`)
      const seen = await asContact(system, mine.contactId, mine.accountId).transaction((tx) =>
        table === 'accounts'
          ? tx.selectFrom('accounts').select('id').execute()
          : tx.selectFrom(table).select('account_id as id').execute(),
      )
      assert.deepEqual(
        seen.map((row) => row.id),
        [mine.accountId],
        table,
      )
    }
  })

  it('see nothing where nobody is asking', async () => {
    await furnishedAccount('Unseen', 'ann@unseen.example')
    const visitor = system.as({ kind: 'anonymous', name: 'Visitor' })
    for (const table of tables) {
      assert.deepEqual(await visitor.transaction((tx) => tx.selectFrom(table).select('id').execute()), [])
      assert.deepEqual(await system.db.selectFrom(table).select('id').execute(), [], 'outside a transaction')
    }
  })

  it('cannot write into another account', async () => {
    const mine = await furnishedAccount('Writer', 'ann@writer.example')
    const theirs = await furnishedAccount('Written', 'bob@written.example')
    const ctx = asContact(system, mine.contactId, mine.accountId)
    const changed = await ctx.transaction((tx) =>
      tx
        .updateTable('contacts')
        .set({ name: 'Mallory' })
        .where('id', '=', theirs.contactId)
        .executeTakeFirst(),
    )
    assert.equal(changed.numUpdatedRows, 0n)
    const intruder = {
      id: newId<ContactId>(Date.now()),
      account_id: theirs.accountId,
      user_id: null,
      name: 'Mallory',
      email: 'm@x.example',
      created_at: ctx.now,
    }
    await assert.rejects(
      ctx.transaction((tx) => tx.insertInto('contacts').values(intruder).execute()),
      /row-level security/,
    )
  })
})

describe('A contact', () => {
  it('is stored under the canonical address, and has one login for all accounts', async () => {
    const first = await addAccount(system, { name: 'First' })
    const second = await addAccount(system, { name: 'Second' })
    await addContact(system, { accountId: first.id, name: 'Ann', email: ' Ann@BÜCHER.example', password })
    await addContact(system, { accountId: second.id, name: 'Ann', email: 'ann@xn--bcher-kva.example' })
    const { rows } = await people.ownerPool.query(
      `select email, user_id from contacts where email = 'ann@xn--bcher-kva.example'`,
    )
    assert.equal(rows.length, 2)
    assert.ok(rows[0].user_id !== null)
    assert.equal(rows[0].user_id, rows[1].user_id)
  })

  it('is added once to an account, and not under an address that can be read two ways', async () => {
    const { accountId } = await furnishedAccount('Once', 'ann@once.example')
    await assert.rejects(
      addContact(system, { accountId, name: 'Ann', email: 'ANN@once.example' }),
      refusedAs('contact_exists'),
    )
    await assert.rejects(
      addContact(system, { accountId, name: 'Eve', email: '"ann@once.example x"@evil.example' }),
      /e-mail address/,
    )
    const nowhere = newId<AccountId>(Date.now())
    await assert.rejects(
      addContact(system, { accountId: nowhere, name: 'Eve', email: 'e@x.example' }),
      refusedAs('not_found'),
    )
  })

  it('has one login also when added to many accounts at the same moment', async () => {
    const accounts = await Promise.all(['A', 'B', 'C', 'D'].map((name) => addAccount(system, { name })))
    const email = 'many@moment.example'
    await Promise.all(
      accounts.map(({ id }) => addContact(system, { accountId: id, name: 'Ann', email, password })),
    )
    const { rows } = await people.ownerPool.query(`select distinct user_id from contacts where email = $1`, [
      email,
    ])
    assert.equal(rows.length, 1)
    assert.ok(rows[0].user_id !== null)
  })

  it('leaves no login behind when adding fails', async () => {
    const { accountId } = await furnishedAccount('Atomic', 'ann@atomic.example')
    await assert.rejects(
      addContact(system, { accountId, name: 'Ann', email: 'ann@atomic.example', password }),
      refusedAs('contact_exists'),
    )
    const { rows } = await people.ownerPool.query(
      `select from sign_in_users where email = 'ann@atomic.example'`,
    )
    assert.equal(rows.length, 0)
  })
})

describe('People and products', () => {
  it('are added by admins and the product itself only', async () => {
    const { accountId, contactId } = await furnishedAccount('Guarded', 'ann@guarded.example')
    const contact = asContact(system, contactId, accountId)
    const { id: staffId } = await addStaff(system, {
      name: 'Agent',
      email: 'guard@vendor.example',
      role: 'agent',
    })
    const agent = system.as({ kind: 'staff', role: 'agent', userId: 'u', staffId, name: 'Agent' })
    const admin = system.as({ kind: 'staff', role: 'admin', userId: 'u', staffId, name: 'Admin' })
    for (const ctx of [contact, agent]) {
      await assert.rejects(addAccount(ctx, { name: 'X' }), refusedAs('permission_missing'))
      await assert.rejects(
        addContact(ctx, { accountId, name: 'X', email: 'x@x.example' }),
        refusedAs('permission_missing'),
      )
      await assert.rejects(endContact(ctx, { contactId }), refusedAs('permission_missing'))
      await assert.rejects(
        addStaff(ctx, { name: 'X', email: 'x@x.example', role: 'admin' }),
        refusedAs('permission_missing'),
      )
      await assert.rejects(
        addProduct(ctx, { code: 'x', name: 'X', kind: 'platform' }),
        refusedAs('permission_missing'),
      )
    }
    await addAccount(admin, { name: 'By an admin' })
  })

  it('are on the record, without passwords', async () => {
    const { id } = await addAccount(system, { name: 'Recorded' })
    await addContact(system, { accountId: id, name: 'Ann', email: 'ann@recorded.example', password })
    const { rows } = await people.ownerPool.query(
      'select action, detail from audit_log where account_id = $1 order by id',
      [id],
    )
    assert.deepEqual(
      rows.map((row: { action: string }) => row.action),
      ['account.added', 'contact.added'],
    )
    assert.ok(!JSON.stringify(rows).includes(password))
  })

  it('of the marketplace name the page of their own terms', async () => {
    await assert.rejects(addProduct(system, { code: 'map', name: 'Map', kind: 'marketplace' }), /T5/)
  })
})

describe('The routes', () => {
  it('list products to whoever signed in, and find contacts for staff only', async () => {
    const app = await people.serve()
    const { id: accountId } = await addAccount(system, { name: 'Routed 100%' })
    await addContact(system, { accountId, name: 'Zoë Router', email: 'zoe@routed.example', password })
    await addStaff(system, { name: 'Finder', email: 'finder@vendor.example', role: 'agent', password })
    const agent = await signIn(app, 'finder@vendor.example')
    const contact = await signIn(app, 'zoe@routed.example')
    const get = (url: string, cookie = '') => app.inject({ url, headers: { cookie } })
    assert.equal((await get('/api/v1/products')).statusCode, 401)
    assert.equal((await get('/api/v1/products', contact)).json().items[0].code, 'studio')
    assert.equal((await get('/api/v1/contacts?q=zo', contact)).statusCode, 403)
    for (const q of ['router', 'ZOE@routed', '100%']) {
      const { items } = (await get(`/api/v1/contacts?q=${encodeURIComponent(q)}`, agent)).json()
      assert.equal(items.length, 1, q)
      assert.deepEqual(items[0].account, { id: accountId, name: 'Routed 100%' })
    }
    assert.equal((await get('/api/v1/contacts?q=%25%25', agent)).json().items.length, 0)
    assert.equal((await get(`/api/v1/contacts?accountId=${accountId}`, agent)).json().items.length, 1)
    assert.equal((await get('/api/v1/contacts?accountId=x', agent)).statusCode, 400)
    assert.equal((await get('/api/v1/vendor')).json().name, 'Vendor')
  })
})
