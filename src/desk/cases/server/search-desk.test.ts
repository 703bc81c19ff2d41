import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { searchDesk } from '#desk/cases/server/search-desk.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseId } from '#platform/ids.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor
let contact: TestContact
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  contact = await buildContact(app, await buildAccount(app, { name: 'Hüttenwerk 100%' }), {
    name: 'Zora Quist',
  })
})
after(() => app.close())

const search = (q: string, more: { limit?: number; after?: string } = {}) =>
  searchDesk(app.context(vendor.agent.actor), { q, limit: 20, ...more })

async function build(subject: string): Promise<string> {
  const { reference } = await buildCase(app, { by: contact, subject })
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  for (const { id } of rows) await indexCaseWords(app.system(), { caseId: id })
  return reference
}

test('a reference, small or as a bare number, names its case', async () => {
  const reference = await build('Grapefruit')
  for (const q of [reference, reference.toLowerCase(), reference.split('-')[1] ?? ''])
    assert.equal((await search(q)).exact, reference)
  assert.equal((await search('FL-1')).exact, null)
})

test('words find their cases, newest first, a page at a time', async () => {
  const made = [await build('Papaya one'), await build('Papaya two'), await build('Papaya three')]
  const first = await search('papaya', { limit: 2 })
  assert.ok(first.next !== null)
  const second = await search('papaya', { limit: 2, after: first.next })
  const found = [...first.cases, ...second.cases].map(({ reference }) => reference)
  assert.deepEqual(found, made.toReversed())
  assert.equal(second.next, null)
})

test('people are found by name and address, accounts by name, and the address finds its cases', async () => {
  const reference = await build('Something')
  assert.deepEqual(
    (await search('quist')).contacts.map(({ name }) => name),
    ['Zora Quist'],
  )
  const byAddress = await search(contact.email.toUpperCase())
  assert.deepEqual(
    byAddress.contacts.map(({ email }) => email),
    [contact.email],
  )
  assert.ok(byAddress.cases.some((one) => one.reference === reference))
  assert.deepEqual(
    (await search('hüttenwerk')).accounts.map(({ name }) => name),
    ['Hüttenwerk 100%'],
  )
})

test('signs that mean something to the database mean themselves', async () => {
  assert.deepEqual(
    (await search('100%')).accounts.map(({ name }) => name),
    ['Hüttenwerk 100%'],
  )
  assert.deepEqual((await search('_')).accounts, [])
  for (const q of ["'", '&|!', '\\', '"open', '%']) await search(q)
})

test('customers search in their own cases, not here', async () => {
  await assert.rejects(
    searchDesk(app.context(contact.actor), { q: 'a', limit: 20 }),
    (error) => error instanceof FourlineError && error.code === 'permission_missing',
  )
})
