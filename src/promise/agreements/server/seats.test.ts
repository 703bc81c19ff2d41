import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { Context } from '#platform/context.ts'
import type { AgreementId } from '#platform/ids.ts'
import { addContact } from '#people/accounts/server/add-contact.ts'
import { endContact } from '#people/accounts/server/end-contact.ts'
import { withdrawInvitation } from '#people/auth/server/withdraw-invitation.ts'
import type { SeatsView } from '#promise/agreements/domain/seat-contract.ts'
import { activateAgreement } from '#promise/agreements/server/activate-agreement.ts'
import { changeDraft } from '#promise/agreements/server/change-draft.ts'
import { chooseSeats } from '#promise/agreements/server/choose-seats.ts'
import { endSeat } from '#promise/agreements/server/end-seat.ts'
import { endSeatsOfContact } from '#promise/agreements/server/end-seats-of-contact.ts'
import { giveSeat } from '#promise/agreements/server/give-seat.ts'
import { readSeats } from '#promise/agreements/server/read-seats.ts'
import { renewAgreement } from '#promise/agreements/server/renew-agreement.ts'
import { swapSeat } from '#promise/agreements/server/swap-seat.ts'
import { welcomePerson } from '#promise/agreements/server/welcome-person.ts'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'

let app: TestApp
let vendor: TestVendor

before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
})
after(() => app.close())

const as = (one: TestContact) => app.context(one.actor)

/** A Business account (5 seats) of five people, and its Basic renewal (2 seats), agreed and not started. */
async function buildDowngrade() {
  const account = await buildAccount(app, { package: 'business' })
  const people: TestContact[] = []
  for (const name of ['Ana', 'Ben', 'Cleo', 'Dan', 'Eve']) {
    people.push(await buildContact(app, account, { name, isAdmin: name === 'Ana' }))
  }
  const renewalId = await activateRenewal(account, 'basic')
  const [ana, ben, cleo, dan, eve] = people
  assert.ok(ana && ben && cleo && dan && eve)
  return { account, renewalId, ana, ben, cleo, dan, eve }
}

async function activateRenewal(account: TestAccount, packageCode: string): Promise<AgreementId> {
  const ctx = app.system()
  const { id } = await renewAgreement(ctx, { id: account.agreementId })
  const { rows } = await app.ownerPool.query<{ start: string; end: string; zone: string }>(
    `select starts_on::text start, ends_on::text "end", coverage_zone zone from agreements where id = $1`,
    [id],
  )
  const [period] = rows
  assert.ok(period)
  await changeDraft(ctx, {
    id,
    version: 1,
    terms: {
      packageCode,
      coverageZone: period.zone,
      startsOn: period.start,
      endsOn: period.end,
      lines: [
        { productCode: 'studio', yearlyNetMinor: 1_000_000, currency: 'EUR', startsOn: null, endsOn: null },
      ],
    },
  })
  await activateAgreement(ctx, { id })
  return id
}

async function statesOf(id: AgreementId, ctx: Context = app.system()): Promise<Record<string, string>> {
  const { items } = await readSeats(ctx, { id })
  return Object.fromEntries(items.toReversed().map((seat) => [seat.contact.name, seat.state]))
}

function seatOf(seats: SeatsView, name: string) {
  const seat = seats.items.find((one) => one.contact.name === name && one.state !== 'ended')
  assert.ok(seat, `${name} holds a seat`)
  return seat
}

test('after a downgrade the oldest up to the cap are active and the rest suspended', async () => {
  const { account, renewalId } = await buildDowngrade()
  assert.deepEqual(await statesOf(renewalId), {
    Ana: 'active',
    Ben: 'active',
    Cleo: 'suspended',
    Dan: 'suspended',
    Eve: 'suspended',
  })
  const now = await readSeats(app.system(), { id: account.agreementId })
  assert.deepEqual([now.used, now.next?.held, now.next?.cap], [5, 5, 2])
})

test('the account’s admin chooses in one act: who is chosen is active, the rest end, and all are told', async () => {
  const { renewalId, ana, account } = await buildDowngrade()
  const seats = await readSeats(as(ana), { id: renewalId })
  const keep = ['Dan', 'Eve'].map((name) => seatOf(seats, name).id)
  const end = ['Ana', 'Ben', 'Cleo'].map((name) => seatOf(seats, name).id)
  const chosen = await chooseSeats(as(ana), { id: renewalId, keep, end })
  assert.deepEqual(
    [chosen.used, await statesOf(renewalId)],
    [2, { Ana: 'ended', Ben: 'ended', Cleo: 'ended', Dan: 'active', Eve: 'active' }],
  )
  assert.ok(Object.values(await statesOf(account.agreementId)).every((state) => state === 'active'))
  const { rows } = await app.ownerPool.query<{ name: string; n: number }>(
    `select t.identifier name, count(*)::int n from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where j.payload ->> 'seatId' = any ($1) group by 1 order by 1`,
    [[...keep, ...end]],
  )
  assert.deepEqual(
    rows.map(({ name, n }) => [name, n]),
    [
      ['tell-of-kept-seat', 2],
      ['tell-of-seat-not-kept', 3],
    ],
  )
  // The same choice again changes nothing and tells nobody.
  await chooseSeats(as(ana), { id: renewalId, keep, end })
  const again = await app.ownerPool.query<{ n: number }>(
    `select count(*)::int n from graphile_worker._private_jobs where payload ->> 'seatId' = any ($1)`,
    [[...keep, ...end]],
  )
  assert.equal(again.rows[0]?.n, 5)
})

test('a manager chooses for the customer; an agent, a colleague and another account do not', async () => {
  const { renewalId, cleo } = await buildDowngrade()
  const seats = await readSeats(app.system(), { id: renewalId })
  const keep = [seatOf(seats, 'Cleo').id]
  const end = seats.items.filter((seat) => seat.contact.name !== 'Cleo').map((seat) => seat.id)
  const choice = { id: renewalId, keep, end }
  const stranger = await buildContact(app, await buildAccount(app), { isAdmin: true })
  await assert.rejects(chooseSeats(as(cleo), choice), { kind: 'forbidden' })
  await assert.rejects(chooseSeats(app.context(vendor.agent.actor), choice), { kind: 'forbidden' })
  await assert.rejects(chooseSeats(as(stranger), choice), { kind: 'not_found' })
  const chosen = await chooseSeats(app.context(vendor.manager.actor), choice)
  assert.deepEqual([chosen.used, chosen.items.filter((seat) => seat.state === 'ended').length], [1, 4])
})

test('a choice of more than the cap, or one made before somebody else was seated, changes nothing', async () => {
  const { account, renewalId, ana, ben } = await buildDowngrade()
  const before = await readSeats(as(ana), { id: renewalId })
  const ids = before.items.map((seat) => seat.id)
  await assert.rejects(chooseSeats(as(ana), { id: renewalId, keep: ids.slice(0, 3), end: ids.slice(3) }), {
    code: 'choice_over_cap',
  })
  const late = await buildContact(app, account, { name: 'Fay', seat: false })
  const current = await readSeats(as(ana), { id: account.agreementId })
  await swapSeat(as(ana), { id: seatOf(current, 'Ben').id, contactId: late.id })
  await assert.rejects(chooseSeats(as(ana), { id: renewalId, keep: ids.slice(0, 2), end: ids.slice(2) }), {
    code: 'seats_changed',
  })
  assert.equal((await statesOf(renewalId))[ben.name], 'ended')
})

test('a seat that is given or ended on the agreement in force follows to the renewal, under both caps', async () => {
  const { account, renewalId, ana } = await buildDowngrade()
  const seats = await readSeats(as(ana), { id: account.agreementId })
  await endSeat(as(ana), { id: seatOf(seats, 'Ben').id })
  // Ben’s place under the renewal goes to the oldest who waited.
  assert.deepEqual(await statesOf(renewalId), {
    Ana: 'active',
    Ben: 'ended',
    Cleo: 'active',
    Dan: 'suspended',
    Eve: 'suspended',
  })
  const fay = await buildContact(app, account, { name: 'Fay', seat: false })
  await giveSeat(as(ana), { agreementId: account.agreementId, contactId: fay.id })
  assert.deepEqual((await statesOf(account.agreementId))['Fay'], 'active')
  assert.deepEqual((await statesOf(renewalId))['Fay'], 'suspended')
})

test('a seat under a renewal of the same size is active there as well, and a swap is a swap in both', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { name: 'Ana', isAdmin: true })
  const renewalId = await activateRenewal(account, 'basic')
  const ben = await buildContact(app, account, { name: 'Ben', seat: false })
  const cleo = await buildContact(app, account, { name: 'Cleo', seat: false })
  await giveSeat(as(admin), { agreementId: account.agreementId, contactId: ben.id })
  assert.deepEqual(await statesOf(renewalId), { Ana: 'active', Ben: 'active' })
  const seats = await readSeats(as(admin), { id: account.agreementId })
  await swapSeat(as(admin), { id: seatOf(seats, 'Ben').id, contactId: cleo.id })
  assert.deepEqual(await statesOf(renewalId), { Ana: 'active', Ben: 'ended', Cleo: 'active' })
})

test('when a contact leaves, who waits for a seat moves up', async () => {
  const { renewalId, ana } = await buildDowngrade()
  await endContact(app.system(), { contactId: ana.id })
  await endSeatsOfContact(app.system(), { contactId: ana.id })
  const states = await statesOf(renewalId)
  assert.deepEqual([states['Ana'], states['Cleo'], states['Dan']], ['ended', 'active', 'suspended'])
})

test('no seat is given under an agreement that is over', async () => {
  const account = await buildAccount(app)
  const ben = await buildContact(app, account, { seat: false })
  const later = app.system(new Date(app.now.getTime() + 4 * 366 * 86_400_000))
  await assert.rejects(giveSeat(later, { agreementId: account.agreementId, contactId: ben.id }), {
    code: 'agreement_ended',
  })
})

test('the history says who gave a seat and whose it was; customers read no names of staff', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { name: 'Ana', isAdmin: true, seat: false })
  const ben = await buildContact(app, account, { name: 'Ben', seat: false })
  const cleo = await buildContact(app, account, { name: 'Cleo', seat: false })
  await giveSeat(app.context(vendor.manager.actor), { agreementId: account.agreementId, contactId: ben.id })
  const first = await readSeats(as(admin), { id: account.agreementId })
  assert.deepEqual(seatOf(first, 'Ben').givenBy, { side: 'vendor', name: null })
  const staffReads = await readSeats(app.context(vendor.agent.actor), { id: account.agreementId })
  assert.equal(seatOf(staffReads, 'Ben').givenBy?.name, vendor.manager.name)
  const swapped = await swapSeat(as(admin), { id: seatOf(first, 'Ben').id, contactId: cleo.id })
  const now = seatOf(swapped, 'Cleo')
  assert.deepEqual([now.givenBy, now.replaces], [{ side: 'account', name: 'Ana' }, 'Ben'])
  const old = swapped.items.find((seat) => seat.contact.name === 'Ben')
  assert.deepEqual([old?.endReason, old?.endedBy?.name], ['swapped', 'Ana'])
})

test('the account’s admin brings a person in with one form: contact, seat and invitation', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { isAdmin: true })
  const email = `${randomUUID()}@new.example`
  const answer = await welcomePerson(as(admin), { id: account.agreementId, name: 'Nia New', email })
  assert.deepEqual([answer.seats.used, answer.invitation?.sentTo, answer.link], [2, email, null])
  const seat = seatOf(answer.seats, 'Nia New')
  assert.deepEqual(seat.access?.state, 'invited')
  const { rows } = await app.ownerPool.query<{ is_account_admin: boolean; user_id: string | null }>(
    'select is_account_admin, user_id from contacts where id = $1',
    [seat.contact.id],
  )
  assert.deepEqual(rows, [{ is_account_admin: false, user_id: null }])
  await withdrawInvitation(as(admin), { id: seat.contact.id })
  const after = await readSeats(as(admin), { id: account.agreementId })
  assert.equal(seatOf(after, 'Nia New').access?.state, 'not_invited')
  const open = await app.ownerPool.query(
    'select from sign_in_links where contact_id = $1 and used_at is null and superseded_at is null',
    [seat.contact.id],
  )
  assert.equal(open.rowCount, 0)
})

test('at the cap a new person takes the seat of somebody, or nobody is added at all', async () => {
  const account = await buildAccount(app)
  const admin = await buildContact(app, account, { name: 'Ana', isAdmin: true })
  await buildContact(app, account, { name: 'Ben' })
  const email = `${randomUUID()}@new.example`
  const person = { id: account.agreementId, name: 'Nia', email }
  await assert.rejects(welcomePerson(as(admin), person), { code: 'seat_cap_reached' })
  const none = await app.ownerPool.query('select from contacts where email = $1', [email])
  assert.equal(none.rowCount, 0)
  const seats = await readSeats(as(admin), { id: account.agreementId })
  const answer = await welcomePerson(as(admin), { ...person, insteadOf: seatOf(seats, 'Ben').id })
  assert.equal(seatOf(answer.seats, 'Nia').replaces, 'Ben')
  assert.equal(answer.seats.used, 2)
})

test('somebody who left is not brought back by their address, a current contact is seated and not added twice', async () => {
  const account = await buildAccount(app, { package: 'business' })
  const admin = await buildContact(app, account, { isAdmin: true })
  const left = await buildContact(app, account, { seat: false })
  await endContact(app.system(), { contactId: left.id })
  const welcome = (email: string) => welcomePerson(as(admin), { id: account.agreementId, name: 'X', email })
  await assert.rejects(welcome(left.email), { code: 'contact_ended' })
  const email = `${randomUUID()}@known.example`
  const password = 'a password of some length'
  const known = await addContact(app.system(), { accountId: account.id, name: 'Known', email, password })
  const answer = await welcome(email)
  assert.equal(seatOf(answer.seats, 'Known').contact.id, known.id)
  assert.equal(answer.invitation, null)
})

test('nobody brings people into another account, gives themselves a seat or touches the cap', async () => {
  const mine = await buildAccount(app)
  const theirs = await buildAccount(app)
  const admin = await buildContact(app, mine, { isAdmin: true })
  const plain = await buildContact(app, mine, { seat: false })
  const guest = { name: 'G', email: `${randomUUID()}@g.example` }
  await assert.rejects(welcomePerson(as(admin), { id: theirs.agreementId, ...guest }), { kind: 'not_found' })
  await assert.rejects(welcomePerson(as(plain), { id: mine.agreementId, ...guest }), { kind: 'forbidden' })
  const own = { agreementId: mine.agreementId, contactId: plain.id }
  await assert.rejects(giveSeat(as(plain), own), { kind: 'forbidden' })
  const stranger = await addContact(app.system(), { accountId: theirs.id, ...guest })
  await assert.rejects(giveSeat(as(admin), { ...own, contactId: stranger.id }), { kind: 'not_found' })
  await assert.rejects(withdrawInvitation(as(admin), { id: stranger.id }), { kind: 'not_found' })
  const promote = as(plain).transaction((tx) =>
    tx.updateTable('agreements').set({ seat_cap: 99 }).where('id', '=', mine.agreementId).execute(),
  )
  await assert.rejects(promote)
})
