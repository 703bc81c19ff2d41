import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { CaseView } from '#desk/cases/domain/contract.ts'
import { confirmCase } from '#desk/cases/server/confirm-case.ts'
import { findCase } from '#desk/cases/server/case-query.ts'
import { indexCaseWords } from '#desk/cases/server/index-case-words.ts'
import { listCases } from '#desk/cases/server/list-cases.ts'
import { readAudience } from '#desk/cases/server/read-audience.ts'
import { readCase } from '#desk/cases/server/read-case.ts'
import { readCounts } from '#desk/cases/server/read-counts.ts'
import { reopenCase } from '#desk/cases/server/reopen-case.ts'
import { setPrivacy } from '#desk/cases/server/set-privacy.ts'
import { addWatcher, removeWatcher } from '#desk/cases/server/watch-case.ts'
import { listCaseFiles } from '#desk/messages/server/list-case-files.ts'
import { receiveMessage } from '#desk/messages/server/receive-message.ts'
import { readTimeline } from '#desk/messages/server/read-timeline.ts'
import { storeFile } from '#desk/messages/server/store-file.ts'
import { writeMessage } from '#desk/messages/server/write-message.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { type Context, within } from '#platform/context.ts'
import { FourlineError } from '#platform/errors.ts'
import type { CaseId } from '#platform/ids.ts'
import { liveChannel } from '#platform/realtime/announce.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase, buildSolvedCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type Person, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

type Who = 'opener' | 'watcher' | 'colleague' | 'stranger'
type People = Record<Who, TestContact> & { account: TestAccount }
type Visibility = 'company' | 'own'
type Place = { visibility: Visibility; isPrivate: boolean; opened: CaseView; caseId: CaseId; word: string }

let app: TestApp
let staff: Person
const people: Partial<Record<Visibility, People>> = {}
const built: Place[] = []

before(async () => {
  app = await startTestApp()
  staff = (await buildVendor(app)).agent
  const stranger = await buildContact(app, await buildAccount(app))
  for (const visibility of ['company', 'own'] as const) {
    const account = await buildAccount(app, { visibility })
    const [opener, watcher, colleague] = await Promise.all([
      buildContact(app, account),
      buildContact(app, account),
      buildContact(app, account, { seat: false }),
    ])
    people[visibility] = { account, opener, watcher, colleague, stranger }
    for (const isPrivate of [false, true]) built.push(await build(visibility, isPrivate))
  }
})
after(() => app.close())

async function build(visibility: Visibility, isPrivate: boolean): Promise<Place> {
  const { opener, watcher } = peopleOf(visibility)
  const word = `quicksilver${built.length}`
  const file = await storeFile(app.context(opener.actor), {
    name: 'log.txt',
    mediaType: 'text/plain',
    content: bytes('one line'),
  })
  const opened = await buildCase(app, {
    by: opener,
    subject: word,
    attachmentIds: [file.id],
    isPrivate,
    watcherIds: [watcher.id],
  })
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    opened.reference,
  ])
  const caseId = rows[0]?.id
  assert.ok(caseId !== undefined)
  await indexCaseWords(app.system(), { caseId })
  return { visibility, isPrivate, opened, caseId, word }
}

function peopleOf(visibility: Visibility): People {
  const found = people[visibility]
  assert.ok(found !== undefined)
  return found
}

/** The rule as the specification says it (5.1). */
function sees(who: Who, { visibility, isPrivate }: Place): boolean {
  if (who === 'stranger') return false
  return who !== 'colleague' || (visibility === 'company' && !isPrivate)
}

async function succeeds(work: Promise<unknown>): Promise<boolean> {
  try {
    await work
    return true
  } catch (error) {
    if (error instanceof FourlineError && error.kind === 'not_found') return false
    throw error
  }
}

const all = { limit: 100 }
const rowsOf = (ctx: Context, table: string, caseId: CaseId) =>
  ctx.transaction(async (tx) => {
    const { rows } = await sql`select 1 from ${sql.table(table)} where case_id = ${caseId}`.execute(tx)
    return rows.length > 0
  })

/** Every way in which somebody could come to know a case. */
const ways: Record<string, (ctx: Context, place: Place) => Promise<boolean>> = {
  'reads it': (ctx, { opened }) => succeeds(readCase(ctx, opened)),
  'has it in their list': async (ctx, { opened }) =>
    (await listCases(ctx, all)).items.some((one) => one.reference === opened.reference),
  'has it in their open cases by due time': async (ctx, { opened }) =>
    (await listCases(ctx, { ...all, sort: 'due' })).items.some((one) => one.reference === opened.reference),
  'finds it by a word': async (ctx, { word }) => (await listCases(ctx, { ...all, q: word })).items.length > 0,
  'finds it by its reference': async (ctx, { opened }) =>
    (await listCases(ctx, { ...all, q: opened.reference })).items.length > 0,
  'gets it from the search of the database': (ctx, { word, caseId }) =>
    ctx.transaction(async (tx) => {
      const found = await sql<{ id: CaseId }>`select find_cases(${word}, 9) as id`.execute(tx)
      return found.rows.some((row) => row.id === caseId)
    }),
  'reads its timeline': (ctx, { opened }) => succeeds(readTimeline(ctx, { ...opened, ...all })),
  'reads its files': (ctx, { opened }) => succeeds(listCaseFiles(ctx, { ...opened, ...all })),
  'reads who follows it': (ctx, { opened }) => succeeds(readAudience(ctx, opened)),
  'replies to it': (ctx, { opened }) =>
    succeeds(writeMessage(ctx, { reference: opened.reference, kind: 'reply', body: 'Any news?' })),
  'replies to it by mail, when the product acts for them': (ctx, { opened }) =>
    succeeds(app.system().transaction((tx) => findCase(within(ctx, tx), tx, opened.reference))),
  'finds its rows by a query that forgot the rule': (ctx, { caseId }) =>
    ctx.transaction(async (tx) => {
      const row = await tx.selectFrom('cases').select('id').where('id', '=', caseId).executeTakeFirst()
      return row !== undefined
    }),
  ...Object.fromEntries(
    ['entries', 'files', 'decisions', 'clocks', 'case_words'].map((table) => [
      `finds its ${table} by a query that forgot the rule`,
      (ctx: Context, { caseId }: Place) => rowsOf(ctx, table, caseId),
    ]),
  ),
  'hears that it changed': async (ctx, place) => hears(ctx, place),
}

for (const visibility of ['company', 'own'] as const) {
  for (const isPrivate of [false, true]) {
    describe(`At an account that shares “${visibility}” a ${isPrivate ? 'private' : 'usual'} case`, () => {
      for (const who of ['opener', 'watcher', 'colleague', 'stranger'] as const) {
        for (const [way, tries] of Object.entries(ways)) {
          test(`${way}: ${who}`, async () => {
            const place = built.find((one) => one.visibility === visibility && one.isPrivate === isPrivate)
            assert.ok(place !== undefined)
            const ctx = app.context(peopleOf(visibility)[who].actor)
            assert.equal(await tries(ctx, place), sees(who, place))
          })
        }
      }
    })
  }
}

/** Whether news of the case reaches this contact: what is announced names its readers. */
async function hears(ctx: Context, { opened }: Place): Promise<boolean> {
  const client = await app.ownerPool.connect()
  try {
    const heard = new Promise<string>((resolve) =>
      client.on('notification', ({ payload }) => resolve(payload ?? '')),
    )
    await client.query(`listen ${liveChannel}`)
    await writeMessage(app.context(staff.actor), {
      reference: opened.reference,
      kind: 'note',
      body: 'Between us.',
    })
    const { actor } = ctx
    const news = JSON.parse(await heard) as { accountId: string; contactIds: string[] | null }
    assert.ok(actor.kind === 'contact')
    if (news.accountId !== actor.accountId) return false
    return news.contactIds === null || news.contactIds.includes(actor.contactId)
  } finally {
    await client.query(`unlisten ${liveChannel}`)
    client.removeAllListeners('notification')
    client.release()
  }
}

describe('Sharing a case', () => {
  test('a colleague who is added sees it at once, and no more when they are removed', async () => {
    const { opener, colleague, account } = peopleOf('own')
    const { reference } = await buildCase(app, { by: opener })
    const asOpener = app.context(opener.actor)
    const asColleague = app.context(colleague.actor)
    assert.equal(await succeeds(readCase(asColleague, { reference })), false)
    const after = await addWatcher(asOpener, { reference, contactId: colleague.id })
    assert.deepEqual(
      after.watchers.map((one) => one.id),
      [colleague.id],
    )
    assert.equal(await succeeds(readCase(asColleague, { reference })), true)
    assert.equal((await listCases(asColleague, { ...all, scope: 'mine' })).items[0]?.reference, reference)
    const left = await removeWatcher(asColleague, { reference, contactId: colleague.id })
    assert.equal(left.audience, null)
    assert.equal(await succeeds(readCase(asColleague, { reference })), false)
    assert.equal(account.id, peopleOf('own').account.id)
  })

  test('nobody of another account, and nobody who has left, can be added', async () => {
    const { opener, stranger } = peopleOf('company')
    const { reference } = await buildCase(app, { by: opener })
    for (const ctx of [app.context(opener.actor), app.context(staff.actor)]) {
      await assert.rejects(addWatcher(ctx, { reference, contactId: stranger.id }), { kind: 'not_found' })
    }
    await assert.rejects(buildCase(app, { by: opener, watcherIds: [stranger.id] }), { kind: 'not_found' })
  })

  test('adding twice is adding once; the opener needs no place among the watchers', async () => {
    const { opener, colleague } = peopleOf('company')
    const { reference } = await buildCase(app, { by: opener })
    const ctx = app.context(opener.actor)
    for (const contactId of [colleague.id, colleague.id, opener.id]) {
      await addWatcher(ctx, { reference, contactId })
    }
    assert.equal((await readAudience(ctx, { reference })).watchers.length, 1)
  })

  test('whoever opened it and staff decide that it is private; a watcher does not', async () => {
    const { opener, watcher, colleague } = peopleOf('company')
    const { reference } = await buildCase(app, { by: opener, watcherIds: [watcher.id] })
    await assert.rejects(setPrivacy(app.context(watcher.actor), { reference, isPrivate: true }), {
      kind: 'forbidden',
    })
    await setPrivacy(app.context(staff.actor), { reference, isPrivate: true })
    assert.equal(await succeeds(readCase(app.context(colleague.actor), { reference })), false)
    const shared = await setPrivacy(app.context(opener.actor), { reference, isPrivate: false })
    assert.deepEqual([shared.isPrivate, shared.companyReads], [false, true])
    assert.equal(await succeeds(readCase(app.context(colleague.actor), { reference })), true)
    const { items } = await readTimeline(app.context(opener.actor), { reference, limit: 100 })
    assert.deepEqual(
      items.flatMap((item) => (item.event?.type === 'privacy' ? [item.event['isPrivate']] : [])),
      [true, false],
    )
  })

  test('an account admin who makes it private follows it, and is not locked out', async () => {
    const { opener, account } = peopleOf('company')
    const admin = await buildContact(app, account, { isAdmin: true, seat: false })
    const { reference } = await buildCase(app, { by: opener })
    const audience = await setPrivacy(app.context(admin.actor), { reference, isPrivate: true })
    assert.equal(audience.watching, true)
    assert.equal(await succeeds(readCase(app.context(admin.actor), { reference })), true)
  })

  test('a watcher does not remove another', async () => {
    const { opener, watcher, colleague } = peopleOf('company')
    const { reference } = await buildCase(app, { by: opener, watcherIds: [watcher.id, colleague.id] })
    await assert.rejects(removeWatcher(app.context(watcher.actor), { reference, contactId: colleague.id }), {
      kind: 'forbidden',
    })
  })

  for (const way of ['portal', 'mail'] as const)
    test(`what follows a private case by ${way} is as private (ID-14): who read it reads on, a colleague finds nothing`, async () => {
      const { opener, watcher, colleague } = peopleOf('company')
      const { reference, followUp } = await follow(opener, watcher, way, { isPrivate: true })
      assert.notEqual(followUp, reference)
      const asColleague = app.context(colleague.actor)
      await assert.rejects(readCase(asColleague, { reference: followUp }), { kind: 'not_found' })
      const listed = (await listCases(asColleague, all)).items.map((one) => one.reference)
      assert.ok(!listed.includes(followUp))
      const audience = await readAudience(app.context(watcher.actor), { reference: followUp })
      assert.deepEqual([audience.isPrivate, audience.watchers.map((one) => one.id)], [true, [watcher.id]])
    })

  test('a follower’s follow-up is still to be read by who opened the case, and by nobody who has left', async () => {
    const { opener, watcher, account } = peopleOf('own')
    const gone = await buildContact(app, account, { seat: false })
    const { followUp } = await follow(watcher, opener, 'portal', {
      by: opener,
      watcherIds: [watcher.id, gone.id],
      ended: gone,
    })
    assert.equal(await succeeds(readCase(app.context(opener.actor), { reference: followUp })), true)
    const audience = await readAudience(app.context(watcher.actor), { reference: followUp })
    assert.deepEqual([audience.opener.id, audience.watchers.map((one) => one.id)], [watcher.id, [opener.id]])
  })

  test('the numbers of the company leave out what is private', async () => {
    const account = await buildAccount(app)
    const opener = await buildContact(app, account)
    const colleague = app.context((await buildContact(app, account)).actor)
    const { reference } = await buildCase(app, { by: opener })
    await buildCase(app, { by: opener, isPrivate: true })
    assert.deepEqual((await readCounts(colleague)).counts, { 'company:new': 1 })
    await setPrivacy(app.context(opener.actor), { reference, isPrivate: true })
    assert.equal((await readCounts(colleague)).counts['company:new'], 0)
  })
})

type Followed = { by?: TestContact; isPrivate?: boolean; watcherIds?: string[]; ended?: TestContact }

/** A case that is closed and then answered by `who`, with the follow-up that this opens. */
async function follow(
  who: TestContact,
  other: TestContact,
  way: 'portal' | 'mail',
  { by = who, ended, watcherIds = [other.id], ...wanted }: Followed,
): Promise<{ reference: string; followUp: string }> {
  const { reference } = await buildSolvedCase(app, { by, agent: staff, watcherIds, ...wanted })
  await confirmCase(app.context(by.actor), { reference })
  if (ended !== undefined) await endContact(app.system(), { contactId: ended.id })
  const ctx = app.context(who.actor)
  const body = 'It is back.'
  if (way === 'portal') return { reference, followUp: (await reopenCase(ctx, { reference, body })).reference }
  const { rows } = await app.ownerPool.query<{ id: CaseId }>('select id from cases where reference = $1', [
    reference,
  ])
  const caseId = rows[0]?.id
  assert.ok(caseId !== undefined)
  return { reference, followUp: (await receiveMessage(ctx, { caseId, body, at: app.now })).reference }
}

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text)
}
