import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { readDrafts } from '#desk/messages/server/read-drafts.ts'
import { removeUnattachedFiles } from '#desk/messages/server/remove-unattached-files.ts'
import { saveDraft } from '#desk/messages/server/save-draft.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { type Context } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import { buildAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildStaff, buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const now = new Date('2026-03-10T09:00:00Z')
const later = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

let app: TestApp
let vendor: TestVendor
let contact: TestContact
let colleague: TestContact
let maya: Awaited<ReturnType<typeof buildStaff>>

before(async () => {
  app = await startTestApp({ now })
  vendor = await buildVendor(app)
  maya = await buildStaff(app, 'agent', 'Maya Lindqvist')
  const account = await buildAccount(app, { package: 'premium' })
  contact = await buildContact(app, account)
  colleague = await buildContact(app, account)
})
after(() => app.close())

const agent = () => app.context(vendor.agent.actor)
const open = async () => (await buildCase(app, { by: contact })).reference
const refused = (code: string) => (error: unknown) => error instanceof FourlineError && error.code === code
const upload = (ctx: Context, name = 'a.txt') =>
  storeFile(ctx, { name, mediaType: 'text/plain', content: bytes(name) })

type More = { mode?: 'reply' | 'note'; version?: number; attachmentIds?: string[] }
const save = (ctx: Context, reference: string, body: string, more: More = {}) =>
  saveDraft(ctx, { reference, mode: 'reply', body, attachmentIds: [], version: 0, ...more })
const own = async (ctx: Context, reference: string) => (await readDrafts(ctx, { reference })).own

describe('a draft', () => {
  test('is there for its author, with its files, one for each kind of message', async () => {
    const reference = await open()
    const file = await upload(agent())
    await save(agent(), reference, 'Dear', { attachmentIds: [file.id] })
    await save(agent(), reference, 'Ask line 3', { mode: 'note' })
    const found = await own(agent(), reference)
    assert.deepEqual(found.map(({ mode, body, version }) => `${mode} ${version}: ${body}`).toSorted(), [
      'note 1: Ask line 3',
      'reply 1: Dear',
    ])
    assert.deepEqual(
      found.flatMap(({ attachments }) => attachments),
      [file],
    )
  })

  test('tells colleagues that it is, whose and since when, and nothing of what is in it', async () => {
    const reference = await open()
    await save(app.context(maya.actor), reference, 'Between me and myself')
    const seen = await readDrafts(agent(), { reference })
    assert.deepEqual(seen, {
      own: [],
      others: [{ name: 'Maya Lindqvist', mode: 'reply', savedAt: now.toISOString() }],
    })
  })

  test('of staff is nothing to customers, and of a customer nothing to staff or to colleagues', async () => {
    const reference = await open()
    await save(agent(), reference, 'From staff')
    await save(app.context(contact.actor), reference, 'From a customer')
    assert.deepEqual(
      (await own(app.context(contact.actor), reference)).map(({ body }) => body),
      ['From a customer'],
    )
    assert.deepEqual(await readDrafts(app.context(colleague.actor), { reference }), { own: [], others: [] })
    assert.deepEqual(
      (await readDrafts(app.context(maya.actor), { reference })).others.map(({ name }) => name),
      ['The agent'],
    )
  })

  test('that is emptied is deleted', async () => {
    const reference = await open()
    await save(agent(), reference, 'Dear')
    assert.deepEqual(await save(agent(), reference, '  ', { version: 1 }), { draft: null })
    assert.deepEqual(await own(agent(), reference), [])
    assert.equal((await save(agent(), reference, 'Again')).draft?.version, 1)
  })

  test('that is sent is deleted in the same transaction, and the other kind stays', async () => {
    const reference = await open()
    await save(agent(), reference, 'Dear')
    await save(agent(), reference, 'Ask line 3', { mode: 'note' })
    await writeMessage(agent(), { reference, kind: 'reply', body: 'Dear' })
    assert.deepEqual(
      (await own(agent(), reference)).map(({ mode }) => mode),
      ['note'],
    )
    const gone = '00000000-0000-7000-8000-000000000000'
    const failing = { reference, kind: 'note' as const, body: 'Ask line 3', attachmentIds: [gone] }
    await assert.rejects(writeMessage(agent(), failing), refused('not_found'))
    assert.deepEqual(
      (await own(agent(), reference)).map(({ mode }) => mode),
      ['note'],
    )
  })

  test('written from an older version is refused, and the stored text stays', async () => {
    const reference = await open()
    await save(agent(), reference, 'From the desk')
    await save(agent(), reference, 'From the desk, more', { version: 1 })
    for (const version of [0, 1])
      await assert.rejects(save(agent(), reference, 'From the phone', { version }), refused('draft_changed'))
    assert.deepEqual(
      (await own(agent(), reference)).map(({ body }) => body),
      ['From the desk, more'],
    )
  })

  test('saved from two devices at once is taken once', async () => {
    const reference = await open()
    await save(agent(), reference, 'Dear')
    const tries = ['one', 'two', 'three', 'four'].map((body) =>
      save(agent(), reference, body, { version: 1 }),
    )
    const taken = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    assert.equal(taken.length, 1)
    assert.deepEqual(
      (await own(agent(), reference)).map(({ version }) => version),
      [2],
    )
  })

  test('begun on two devices at once is taken once', async () => {
    const reference = await open()
    const tries = ['one', 'two', 'three', 'four'].map((body) => save(agent(), reference, body))
    const taken = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    assert.equal(taken.length, 1)
    assert.deepEqual(
      (await own(agent(), reference)).map(({ version }) => version),
      [1],
    )
  })

  test('takes no file of somebody else, and no note from a customer', async () => {
    const reference = await open()
    const { id } = await upload(app.context(maya.actor))
    await assert.rejects(save(agent(), reference, 'Dear', { attachmentIds: [id] }), refused('not_found'))
    const customer = app.context(contact.actor)
    await assert.rejects(save(customer, reference, 'x', { mode: 'note' }), refused('permission_missing'))
  })
})

test('uploads that came to nothing are removed after a day; what a draft or a message holds stays', async () => {
  const reference = await open()
  const customer = app.context(contact.actor)
  const [lost, drafted, theirs, sent] = [
    await upload(agent(), 'lost'),
    await upload(agent(), 'drafted'),
    await upload(customer, 'theirs'),
    await upload(agent(), 'sent'),
  ]
  await save(agent(), reference, 'Dear', { mode: 'note', attachmentIds: [drafted.id] })
  await save(customer, reference, 'Hello', { attachmentIds: [theirs.id] })
  await writeMessage(agent(), { reference, kind: 'reply', body: 'See', attachmentIds: [sent.id] })
  const left = async () => {
    const { rows } = await app.ownerPool.query<{ name: string }>(
      'select name from files where id = any($1)',
      [[lost.id, drafted.id, theirs.id, sent.id]],
    )
    return rows.map(({ name }) => name).toSorted()
  }
  await removeUnattachedFiles(app.system(later(23.9)))
  assert.deepEqual(await left(), ['drafted', 'lost', 'sent', 'theirs'])
  await removeUnattachedFiles(app.system(later(24.1)))
  assert.deepEqual(await left(), ['drafted', 'sent', 'theirs'])
})

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
