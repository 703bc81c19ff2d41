import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import type { CaseId } from '#platform/ids.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type Person } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { writeAs } from '../../../../tests/support/write-as.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let agent: Person
let mine: Person
let theirs: Person
let reference: string
let coded: string

before(async () => {
  app = await startTestApp()
  agent = (await buildVendor(app)).agent
  mine = await buildContact(app, await buildAccount(app), {})
  theirs = await buildContact(app, await buildAccount(app), {})
  const opened = await buildCase(app, { by: mine, description: 'The quicksilver gauge never moves.' })
  reference = opened.reference
  await writeAs(app, agent, {
    reference,
    at: app.now,
    kind: 'note',
    body: 'Looks like the marmalade defect.',
  })
  const description = 'The log says ORA-12154: could not resolve, then HTTP-500 (SHA-256 mismatch).'
  coded = (await buildCase(app, { by: mine, description })).reference
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases')
  for (const { id } of rows) await indexCaseWords(app.system(), { caseId: id })
})
after(() => app.close())

async function found(by: Person, q: string): Promise<string[]> {
  const { items } = await listCases(app.context(by.actor), { q, limit: 10 })
  return items.map((item) => item.reference)
}

test('Staff find a case by a word of its messages, of a note, and by its reference', async () => {
  assert.deepEqual(await found(agent, 'quicksilver'), [reference])
  assert.deepEqual(await found(agent, 'marmalade'), [reference])
  assert.deepEqual(await found(agent, reference.toLowerCase()), [reference])
  assert.deepEqual(await found(agent, 'quicksilver nowhere'), [])
})

test('What looks like a reference and does not begin with the vendor’s prefix is words', async () => {
  for (const q of ['ORA-12154', 'ora-12154', 'HTTP-500', 'sha-256']) {
    assert.deepEqual(await found(agent, q), [coded], q)
    assert.deepEqual(await found(mine, q), [coded], q)
    assert.deepEqual(await found(theirs, q), [], q)
  }
  assert.deepEqual(await found(agent, 'ORA-12155'), [])
  assert.deepEqual(await found(agent, `${reference.split('-')[0]}-1`), [])
})

test('A customer finds by what they may read, never by an internal note', async () => {
  assert.deepEqual(await found(mine, 'quicksilver'), [reference])
  assert.deepEqual(await found(mine, 'marmalade'), [])
})

test('Nobody finds a case of another account, by word or by reference', async () => {
  assert.deepEqual(await found(theirs, 'quicksilver'), [])
  assert.deepEqual(await found(theirs, reference), [])
})

test('Signs that mean something to the database are only words', async () => {
  for (const q of [`'`, '" or 1=1 --', '%', '\\', '((', '!&|']) await assert.doesNotReject(found(agent, q))
})
