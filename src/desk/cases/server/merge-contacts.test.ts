import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { changeContact } from '#people/accounts/server/change-contact.ts'
import { contactRecord } from '#people/accounts/server/contact-record.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { restoreContact } from '#people/accounts/server/restore-contact.ts'
import { addCertification } from '#people/accounts/server/add-certification.ts'
import { endSeat } from '#promise/agreements/server/end-seat.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { mergeContacts } from './merge-contacts.ts'
import { readMergeEffect } from './read-merge-effect.ts'
import { undoMerge } from './undo-merge.ts'
import { addWatcher, removeWatcher } from './watch-case.ts'
import { readCase } from './read-case.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildCase } from '../../../../tests/support/build-case.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

const dayMs = 86_400_000
let app: TestApp
before(async () => {
  app = await startTestApp()
  await buildVendor(app)
})
after(() => app.close())

async function merge(merged: { id: string }, survivor: { id: string }, at = app.now) {
  const ctx = app.system(at)
  const { merged: one, survivor: other } = await readMergeEffect(ctx, { id: merged.id, into: survivor.id })
  return mergeContacts(ctx, {
    id: merged.id,
    into: survivor.id,
    version: one.version,
    intoVersion: other.version,
  })
}

async function seatsOf({ id }: TestAccount) {
  const { rows } = await app.ownerPool.query<{
    contact_id: string
    state: string
    end_reason: string | null
  }>('select contact_id, state, end_reason from seats where account_id = $1 order by since, id', [id])
  return rows
}
const holders = async (account: TestAccount) =>
  (await seatsOf(account)).filter((seat) => seat.state === 'active').map((seat) => seat.contact_id)

const eventsOf = async (reference: string) =>
  (
    await app.ownerPool.query<{ type: string; author: string }>(
      `select e.event->>'type' as type, e.visibility || ' ' || (e.event->>'as') as author from entries e
       join cases c on c.id = e.case_id where c.reference = $1 and e.event->>'type' like 'contact_%' order by e.id`,
      [reference],
    )
  ).rows.map(({ type, author }) => `${type} ${author}`)

async function twoOfOne(visibility: 'company' | 'own' = 'own', seats: [boolean, boolean] = [true, true]) {
  const account = await buildAccount(app, { package: 'basic', visibility })
  const merged = await buildContact(app, account, { seat: seats[0] })
  const survivor = await buildContact(app, account, { seat: seats[1] })
  return { account, merged, survivor }
}

const sees = (contact: TestContact, reference: string) =>
  readCase(app.context(contact.actor), { reference }).then(
    () => true,
    () => false,
  )

test('A merge shows before what it does, then moves cases, watching and certifications, and ends one of two seats', async () => {
  const { account, merged, survivor } = await twoOfOne()
  const { reference } = await buildCase(app, { by: merged })
  const other = await buildCase(app, { by: survivor })
  await addWatcher(app.context(survivor.actor), { reference: other.reference, contactId: merged.id })
  await addCertification(app.system(), { contactId: merged.id, kind: 'developer', validFrom: '2020-01-01' })
  const effect = await readMergeEffect(app.system(), { id: merged.id, into: survivor.id })
  assert.deepEqual(
    [effect.problem, effect.cases, effect.watched, effect.certifications, effect.signInEnds],
    [null, { open: 1, all: 1 }, 1, ['developer'], true],
  )
  assert.deepEqual(effect.seats, [{ packageName: 'Basic', outcome: 'ends' }])
  assert.equal(await sees(survivor, reference), false)

  const { contact, mergeId } = await merge(merged, survivor)
  assert.deepEqual(contact.furtherAddresses, [merged.email])
  assert.equal(contact.email, survivor.email)
  assert.equal(contact.certifications.length, 1)
  assert.deepEqual(await holders(account), [survivor.id])
  assert.ok(
    (await seatsOf(account)).some((seat) => seat.contact_id === merged.id && seat.end_reason === 'merged'),
  )
  assert.equal(await sees(survivor, reference), true)
  assert.deepEqual(await eventsOf(reference), ['contact_merged internal asker'])
  const written = await app.ownerPool.query<{ author_id: string }>(
    `select e.author_id from entries e join cases c on c.id = e.case_id where c.reference = $1 and e.kind = 'message'`,
    [reference],
  )
  assert.deepEqual(written.rows, [{ author_id: merged.id }], 'who wrote what stays as it was written')

  await undoMerge(app.system(), { id: mergeId })
  assert.deepEqual((await holders(account)).toSorted(), [merged.id, survivor.id].toSorted())
  assert.equal(await sees(survivor, reference), false)
  assert.equal(await sees(merged, reference), true)
  assert.equal(await sees(merged, other.reference), true)
  assert.deepEqual(await eventsOf(reference), [
    'contact_merged internal asker',
    'contact_parted internal asker',
  ])
})

test('A seat that only the merged one held goes over as a swap, and comes back', async () => {
  const { account, merged, survivor } = await twoOfOne('own', [true, false])
  const { mergeId } = await merge(merged, survivor)
  assert.deepEqual(await holders(account), [survivor.id])
  const undone = await undoMerge(app.system(), { id: mergeId })
  assert.equal(undone.seatsNotGiven, 0)
  assert.deepEqual(await holders(account), [merged.id])
})

test('A seat that somebody else has meanwhile is not given back over the cap, and the undoing says so', async () => {
  const { account, merged, survivor } = await twoOfOne()
  const third = await buildContact(app, account, { seat: false })
  const { mergeId } = await merge(merged, survivor)
  await giveSeat(app.system(), { agreementId: account.agreementId, contactId: third.id })
  const undone = await undoMerge(app.system(), { id: mergeId })
  assert.equal(undone.seatsNotGiven, 1)
  assert.deepEqual((await holders(account)).toSorted(), [survivor.id, third.id].toSorted())
})

test('The sessions of the merged one end, those of who stays go on, and undoing lets sign in again', async () => {
  const { merged, survivor } = await twoOfOne()
  const sign = async ({ actor }: TestContact) => {
    const userId = actor.kind === 'contact' ? actor.userId : ''
    await app.ownerPool.query(
      `insert into sign_in_sessions (id, "userId", token, "expiresAt", "createdAt", "updatedAt")
       values ($1, $2, $1, now() + interval '1 day', now(), now())`,
      [`session of ${userId}`, userId],
    )
    return `session of ${userId}`
  }
  const [first, second] = [await sign(merged), await sign(survivor)]
  const { mergeId } = await merge(merged, survivor)
  const left = await app.ownerPool.query<{ id: string }>(
    'select id from sign_in_sessions where id = any($1)',
    [[first, second]],
  )
  assert.deepEqual(left.rows, [{ id: second }])
  const { contact } = await undoMerge(app.system(), { id: mergeId })
  assert.deepEqual([contact.hasLogin, contact.endedAt, contact.merged], [true, null, null])
})

test('Merging and undoing twice change nothing the second time', async () => {
  const { account, merged, survivor } = await twoOfOne()
  const first = await merge(merged, survivor)
  const again = await mergeContacts(app.system(), {
    id: merged.id,
    into: survivor.id,
    version: 1,
    intoVersion: 1,
  })
  assert.equal(again.mergeId, first.mergeId)
  await undoMerge(app.system(), { id: first.mergeId })
  const seats = await seatsOf(account)
  await undoMerge(app.system(), { id: first.mergeId })
  assert.deepEqual(await seatsOf(account), seats)
})

test('An address that was merged is nobody else’s: it cannot be added, taken or brought back as a contact of its own', async () => {
  const { account, merged, survivor } = await twoOfOne()
  await merge(merged, survivor)
  const { email } = merged
  const refused = { code: 'contact_exists' }
  await assert.rejects(addContact(app.system(), { accountId: account.id, name: 'Again', email }), refused)
  const third = await buildContact(app, account, { seat: false })
  await assert.rejects(changeContact(app.system(), { id: third.id, email, version: 1 }), refused)
  await assert.rejects(restoreContact(app.system(), { id: merged.id }), { code: 'contact_merged' })
  await assert.rejects(
    app.ownerPool.query('update contacts set ended_at = null where id = $1', [merged.id]),
    /contacts_merged_have_ended/,
  )
})

test('A merge is refused across accounts, by agents, and from what somebody saw before another changed it', async () => {
  const { merged, survivor } = await twoOfOne()
  const elsewhere = await buildContact(app, await buildAccount(app))
  const input = { id: merged.id, into: elsewhere.id, version: 1, intoVersion: 1 }
  await assert.rejects(mergeContacts(app.system(), input), { code: 'contacts_of_different_accounts' })
  assert.match(
    (await readMergeEffect(app.system(), { id: merged.id, into: elsewhere.id })).problem ?? '',
    /different accounts/,
  )
  await changeContact(app.system(), { id: survivor.id, name: 'Another name', version: 1 })
  await assert.rejects(mergeContacts(app.system(), { ...input, into: survivor.id }), {
    code: 'changed_meanwhile',
  })
  await assert.rejects(mergeContacts(app.context(survivor.actor), { ...input, into: survivor.id }), {
    kind: 'forbidden',
  })
})

test('It is undone for thirty days, and not while a later merge stands; the reason is said', async () => {
  const { account, merged, survivor } = await twoOfOne()
  const third = await buildContact(app, account, { seat: false })
  const first = await merge(merged, survivor)
  const second = await merge(survivor, third)
  assert.deepEqual(second.contact.furtherAddresses, [merged.email, survivor.email].toSorted())
  await assert.rejects(undoMerge(app.system(), { id: first.mergeId }), { code: 'merged_further' })
  await undoMerge(app.system(), { id: second.mergeId })
  const late = new Date(app.now.getTime() + 30 * dayMs)
  await assert.rejects(undoMerge(app.system(late), { id: first.mergeId }), { code: 'merge_too_old' })
  await undoMerge(app.system(), { id: first.mergeId })
})

test('Who was account admin makes who stays one, until it is undone', async () => {
  const account = await buildAccount(app)
  const merged = await buildContact(app, account, { isAdmin: true })
  const survivor = await buildContact(app, account)
  const { contact, mergeId } = await merge(merged, survivor)
  assert.equal(contact.isAccountAdmin, true)
  await undoMerge(app.system(), { id: mergeId })
  const { rows } = await app.ownerPool.query('select is_account_admin as admin from contacts where id = $1', [
    survivor.id,
  ])
  assert.deepEqual(rows, [{ admin: false }])
})

test('Undoing gives back the watching of cases only where who stayed watches them still', async () => {
  const { account, merged, survivor } = await twoOfOne('own', [false, false])
  const asker = await buildContact(app, account)
  const watchedBy = async (...watchers: TestContact[]) => {
    const { reference } = await buildCase(app, { by: asker })
    for (const { id: contactId } of watchers)
      await addWatcher(app.context(asker.actor), { reference, contactId })
    return reference
  }
  const stops = [await watchedBy(merged), await watchedBy(merged, survivor)]
  const goesOn = [await watchedBy(merged), await watchedBy(merged, survivor)]
  const { mergeId } = await merge(merged, survivor)
  for (const reference of stops)
    await removeWatcher(app.context(survivor.actor), { reference, contactId: survivor.id })
  await undoMerge(app.system(), { id: mergeId })
  for (const reference of stops) assert.equal(await sees(merged, reference), false)
  for (const reference of goesOn) assert.equal(await sees(merged, reference), true)
  assert.deepEqual(await Promise.all(goesOn.map((reference) => sees(survivor, reference))), [false, true])
})

for (const seats of [
  [true, false],
  [true, true],
] satisfies [boolean, boolean][])
  test(`Undoing gives no seat back that somebody ended since, where ${seats[1] ? 'both' : 'one'} had one`, async () => {
    const { account, merged, survivor } = await twoOfOne('own', seats)
    const { mergeId } = await merge(merged, survivor)
    const held = await app.ownerPool.query<{ id: string }>(
      `select id from seats where contact_id = $1 and state = 'active'`,
      [survivor.id],
    )
    await endSeat(app.system(), { id: held.rows[0]?.id ?? '' })
    const undone = await undoMerge(app.system(), { id: mergeId })
    assert.deepEqual([await holders(account), undone.seatsNotGiven], [[], 1])
  })

test('A seat comes back through two merges that are undone, and is one seat all the time', async () => {
  const { account, merged, survivor } = await twoOfOne('own', [true, false])
  const third = await buildContact(app, account, { seat: false })
  const first = await merge(merged, survivor)
  const second = await merge(survivor, third)
  assert.deepEqual(await holders(account), [third.id])
  await undoMerge(app.system(), { id: second.mergeId })
  assert.deepEqual(await holders(account), [survivor.id])
  await undoMerge(app.system(), { id: first.mergeId })
  assert.deepEqual(await holders(account), [merged.id])
})

const isAdmin = async ({ id }: TestContact) => {
  const { rows } = await app.ownerPool.query<{ admin: boolean }>(
    'select is_account_admin as admin from contacts where id = $1',
    [id],
  )
  return rows[0]?.admin
}
const makeAdmin = async ({ id }: TestContact, isAccountAdmin: boolean) => {
  const { version } = await app.system().transaction((tx) => contactRecord(tx, id, app.now))
  await changeContact(app.system(), { id, version, isAccountAdmin })
}

for (const wasAdmin of [false, true])
  test(`An admin right that somebody took away is not given back, where who stayed ${wasAdmin ? 'had' : 'got'} it`, async () => {
    const account = await buildAccount(app)
    const merged = await buildContact(app, account, { isAdmin: true })
    const survivor = await buildContact(app, account, { isAdmin: wasAdmin })
    const { mergeId } = await merge(merged, survivor)
    await makeAdmin(survivor, false)
    const { contact } = await undoMerge(app.system(), { id: mergeId })
    assert.deepEqual([contact.isAccountAdmin, await isAdmin(survivor)], [false, false])
  })

test('An admin right that somebody gave after the merge stays', async () => {
  const account = await buildAccount(app)
  const merged = await buildContact(app, account, { isAdmin: true })
  const survivor = await buildContact(app, account)
  const { mergeId } = await merge(merged, survivor)
  await makeAdmin(survivor, false)
  await makeAdmin(survivor, true)
  await undoMerge(app.system(), { id: mergeId })
  assert.equal(await isAdmin(survivor), true)
})

test('A merge into somebody who has ended since is not undone, and says so before', async () => {
  const { merged, survivor } = await twoOfOne()
  const { mergeId } = await merge(merged, survivor)
  await endContact(app.system(), { contactId: survivor.id })
  const seen = await app.system().transaction((tx) => contactRecord(tx, merged.id, app.now))
  assert.match(seen.merged?.undoProblem ?? '', /is no current contact any more. Bring them back first/)
  await assert.rejects(undoMerge(app.system(), { id: mergeId }), { code: 'survivor_ended' })
  await restoreContact(app.system(), { id: survivor.id })
  await undoMerge(app.system(), { id: mergeId })
})
