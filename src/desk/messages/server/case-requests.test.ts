import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  adoptRequest,
  declineRequest,
  submitRequest,
  withdrawRequest,
} from '#desk/cases/server/answer-request.ts'
import { askColleague } from '#desk/cases/server/ask-colleague.ts'
import { listRequests, readRequest } from '#desk/cases/server/case-requests.ts'
import { mergeContacts } from '#desk/cases/server/merge-contacts.ts'
import { readAudience } from '#desk/cases/server/read-audience.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readMergeEffect } from '#desk/cases/server/read-merge-effect.ts'
import { undoMerge } from '#desk/cases/server/undo-merge.ts'
import { listCaseFiles } from '#desk/messages/server/list-case-files.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { endSeatsOfContact } from '#promise/agreements/server/end-seats-of-contact.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let account: TestAccount
let luis: TestContact
let ana: TestContact
let mira: TestContact

before(async () => {
  app = await startTestApp()
  await buildVendor(app)
  account = await buildAccount(app, { visibility: 'own' })
  luis = await buildContact(app, account, { name: 'Luis', seat: false })
  ana = await buildContact(app, account, { name: 'Ana' })
  mira = await buildContact(app, account, { name: 'Mira' })
})
after(() => app.close())

const draft = {
  type: 'problem' as const,
  productCode: 'studio',
  priority: 'medium' as const,
  subject: 'The labels are empty',
  description: 'The printer gives them back empty.',
}
const as = (one: TestContact) => app.context(one.actor)
const ask = (more: { attachmentIds?: string[] } = {}) =>
  askColleague(as(luis), { ...draft, ...more, colleagueId: ana.id, note: 'Could you?' })

test('what is asked is no case: it has no reference, no clock and no decision', async () => {
  const counted = async () =>
    (await app.ownerPool.query<{ n: number }>('select count(*)::int n from cases')).rows[0]?.n
  const before = await counted()
  const request = await ask()
  assert.deepEqual([request.state, request.caseReference], ['open', null])
  assert.equal(await counted(), before)
})

test('whoever is asked submits it in their own name, edited, and the asker follows the case', async () => {
  const request = await ask()
  const opened = await submitRequest(as(ana), { ...draft, id: request.id, subject: 'All labels are empty' })
  assert.deepEqual([opened.contact.name, opened.subject], ['Ana', 'All labels are empty'])
  assert.ok(opened.clocks.length > 0)
  // The account shows each their own; as a watcher Luis sees it all the same.
  const { reference } = opened
  assert.equal((await readCase(as(luis), { reference })).reference, reference)
  assert.deepEqual(
    (await readAudience(as(ana), { reference })).watchers.map((one) => one.name),
    ['Luis'],
  )
  assert.equal((await readRequest(as(luis), request)).caseReference, reference)
  assert.equal((await readRequest(as(luis), request)).draft.subject, draft.subject)
})

test('files of the asker come with the case', async () => {
  const file = await storeFile(as(luis), {
    name: 'label.txt',
    mediaType: 'text/plain',
    content: bytes('empty'),
  })
  const request = await ask({ attachmentIds: [file.id] })
  assert.deepEqual(
    request.files.map((one) => one.name),
    ['label.txt'],
  )
  const { reference } = await submitRequest(as(ana), { ...draft, id: request.id, attachmentIds: [file.id] })
  assert.equal((await listCaseFiles(as(luis), { reference, limit: 10 })).items[0]?.name, 'label.txt')
})

test('one act adopts the draft as it was written, with its files; twice is once', async () => {
  const file = await storeFile(as(luis), { name: 'z.txt', mediaType: 'text/plain', content: bytes('z') })
  const { id } = await ask({ attachmentIds: [file.id] })
  await assert.rejects(adoptRequest(as(luis), { id }), { kind: 'forbidden' })
  await assert.rejects(adoptRequest(as(mira), { id }), { kind: 'not_found' })
  const opened = await adoptRequest(as(ana), { id })
  assert.deepEqual([opened.contact.name, opened.subject], ['Ana', draft.subject])
  const { items } = await listCaseFiles(as(luis), { reference: opened.reference, limit: 10 })
  assert.deepEqual(
    items.map((one) => one.name),
    ['z.txt'],
  )
  assert.equal((await adoptRequest(as(ana), { id })).reference, opened.reference)
  assert.equal((await readRequest(as(luis), { id })).caseReference, opened.reference)
})

test('a draft with its files goes over to who the asked one turns out to be, and back when that is undone', async () => {
  const own = await buildAccount(app)
  const [merged, survivor] = [await buildContact(app, own), await buildContact(app, own)]
  const asker = await buildContact(app, own, { seat: false })
  const file = await storeFile(as(asker), { name: 'm.txt', mediaType: 'text/plain', content: bytes('m') })
  const wanted = { ...draft, colleagueId: merged.id, attachmentIds: [file.id] }
  const { id } = await askColleague(as(asker), wanted)
  const owner = async () =>
    (await app.ownerPool.query('select uploaded_by as owner from files where id = $1', [file.id])).rows
  const merge = async () => {
    const effect = await readMergeEffect(app.system(), { id: merged.id, into: survivor.id })
    const versions = { version: effect.merged.version, intoVersion: effect.survivor.version }
    return mergeContacts(app.system(), { id: merged.id, into: survivor.id, ...versions })
  }
  const { mergeId } = await merge()
  assert.deepEqual(await owner(), [{ owner: `contact:${survivor.id}` }])
  await undoMerge(app.system(), { id: mergeId })
  assert.deepEqual(await owner(), [{ owner: `contact:${merged.id}` }])
  await merge()
  const { reference } = await adoptRequest(as(survivor), { id })
  const { items } = await listCaseFiles(as(asker), { reference, limit: 10 })
  assert.deepEqual(
    items.map((one) => one.name),
    ['m.txt'],
  )
})

test('files of an open request are not cleaned up; those of an answered one are', async () => {
  const file = await storeFile(as(luis), { name: 'y.txt', mediaType: 'text/plain', content: bytes('y') })
  const { id } = await ask({ attachmentIds: [file.id] })
  const isForgotten = async () => {
    const later = new Date(app.now.getTime() + 86_400_000)
    const { rows } = await app.ownerPool.query<{ id: string }>('select unattached_files($1, 1000) as id', [
      later,
    ])
    return rows.some((row) => row.id === file.id)
  }
  assert.equal(await isForgotten(), false)
  await withdrawRequest(as(luis), { id })
  assert.equal(await isForgotten(), true)
})

test('nobody hands over a file of somebody else', async () => {
  const file = await storeFile(as(mira), { name: 'x.txt', mediaType: 'text/plain', content: bytes('x') })
  await assert.rejects(ask({ attachmentIds: [file.id] }), { kind: 'not_found' })
})

test('whoever is asked may decline with a word, and then it is answered', async () => {
  const { id } = await ask()
  const declined = await declineRequest(as(ana), { id, answer: 'We asked about it yesterday.' })
  assert.deepEqual([declined.state, declined.answer], ['declined', 'We asked about it yesterday.'])
  await assert.rejects(submitRequest(as(ana), { ...draft, id }), { code: 'answered_already' })
  await assert.rejects(withdrawRequest(as(luis), { id }), { code: 'answered_already' })
})

test('of two answers at the same moment one counts', async () => {
  const { id } = await ask()
  const answers = await Promise.allSettled([
    submitRequest(as(ana), { ...draft, id }),
    declineRequest(as(ana), { id, answer: 'No.' }),
    withdrawRequest(as(luis), { id }),
  ])
  assert.equal(answers.filter((one) => one.status === 'fulfilled').length, 1)
})

test('only the two of them read it, and each does their own part', async () => {
  const request = await ask()
  await assert.rejects(readRequest(as(mira), request), { kind: 'not_found' })
  await assert.rejects(submitRequest(as(mira), { ...draft, id: request.id }), { kind: 'not_found' })
  await assert.rejects(submitRequest(as(luis), { ...draft, id: request.id }), { kind: 'forbidden' })
  await assert.rejects(withdrawRequest(as(ana), request), { kind: 'forbidden' })
  assert.deepEqual((await listRequests(as(mira), { limit: 10 })).items, [])
  const rows = await as(mira).transaction((tx) => tx.selectFrom('case_requests').select('id').execute())
  assert.deepEqual(rows, [])
})

test('only a colleague who holds a seat can be asked', async () => {
  const stranger = await buildContact(app, await buildAccount(app))
  const askFor = (colleagueId: string) => askColleague(as(luis), { ...draft, colleagueId })
  await assert.rejects(askFor(stranger.id), { kind: 'not_found' })
  const seatless = await buildContact(app, account, { seat: false })
  await assert.rejects(askFor(seatless.id), { code: 'colleague_without_seat' })
  await assert.rejects(askColleague(as(ana), { ...draft, colleagueId: ana.id }), { kind: 'invalid' })
})

test('a refusal opens nothing and leaves the request open', async () => {
  const other = await buildAccount(app)
  const asker = await buildContact(app, other, { seat: false })
  const asked = await buildContact(app, other)
  const { id } = await askColleague(as(asker), { ...draft, colleagueId: asked.id })
  await endSeatsOfContact(app.system(), { contactId: asked.id })
  await assert.rejects(submitRequest(as(asked), { ...draft, id }), { kind: 'forbidden' })
  assert.equal((await readRequest(as(asked), { id })).state, 'open')
})

test('the list is what was asked of me and what I asked, newest first, page by page', async () => {
  const own = await buildAccount(app)
  const [one, two] = [await buildContact(app, own), await buildContact(app, own)]
  for (const [by, of] of [
    [one, two],
    [two, one],
    [one, two],
  ] as const) {
    await askColleague(as(by), { ...draft, colleagueId: of.id })
  }
  const first = await listRequests(as(one), { limit: 2 })
  assert.ok(first.next !== null)
  const rest = await listRequests(as(one), { limit: 2, after: first.next })
  assert.deepEqual([first.items.length, rest.items.length, rest.next], [2, 1, null])
  assert.equal(new Set([...first.items, ...rest.items].map((item) => item.id)).size, 3)
  assert.equal((await listRequests(as(one), { limit: 9, state: 'answered' })).items.length, 0)
})

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
