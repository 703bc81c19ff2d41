import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { buildAccount, type TestAccount } from '../../../../tests/support/build-account.ts'
import { buildContact, type TestContact } from '../../../../tests/support/build-contact.ts'
import { receiveTriage } from '../../../../tests/support/build-triage.ts'
import { buildVendor, type TestVendor } from '../../../../tests/support/build-vendor.ts'
import { startTestApp, type TestApp } from '../../../../tests/support/test-app.ts'
import { discardTriage } from './discard-triage.ts'
import { matchTriage, unmatchTriage } from './match-triage.ts'
import { adoptMatched, disownMatched, listMatched } from './matched-mail.ts'
import { readTriage } from './read-triage.ts'

let app: TestApp
let vendor: TestVendor
let account: TestAccount
let mia: TestContact
let seatless: TestContact
let stranger: TestContact
before(async () => {
  app = await startTestApp()
  vendor = await buildVendor(app)
  account = await buildAccount(app)
  mia = await buildContact(app, account)
  seatless = await buildContact(app, account, { seat: false })
  stranger = await buildContact(app, await buildAccount(app))
})
after(() => app.close())

const agent = () => app.context(vendor.agent.actor)
const listOf = async (contact: TestContact) =>
  (await listMatched(app.context(contact.actor), { limit: 20 })).items.map(({ id }) => id)

async function matched(word: string): Promise<string> {
  const id = await receiveTriage(app, word)
  await matchTriage(agent(), { id, accountId: account.id })
  return id
}

test('Only those of the account who may submit read a matched message, and it goes on waiting in triage', async () => {
  const id = await matched('pelican')
  assert.deepEqual(await listOf(mia), [id])
  assert.deepEqual(await listOf(seatless), [])
  assert.deepEqual(await listOf(stranger), [])
  const shown = await readTriage(agent(), { id })
  assert.deepEqual([shown.state, shown.matchedTo?.name], ['triage', account.name])
  await unmatchTriage(agent(), { id })
  assert.deepEqual(await listOf(mia), [])
  await assert.rejects(unmatchTriage(agent(), { id }), { code: 'not_matched' })
  await assert.rejects(adoptMatched(app.context(mia.actor), { id }), { code: 'not_found' })
})

test('Adopted, it is the contact’s own case: its clocks start then, and the receipt stands beside', async () => {
  const id = await matched('flamingo')
  const later = new Date(app.now.getTime() + 3 * 3_600_000)
  for (const nobody of [seatless, stranger])
    await assert.rejects(adoptMatched(app.context(nobody.actor, later), { id }), { code: 'not_found' })
  const { reference } = await adoptMatched(app.context(mia.actor, later), { id })
  const { rows } = await app.ownerPool.query<{ received_at: Date; contact_id: string; id: string }>(
    'select id, received_at, contact_id from cases where reference = $1',
    [reference],
  )
  assert.deepEqual([rows[0]?.received_at, rows[0]?.contact_id], [later, mia.id])
  const started = await app.ownerPool.query<{ at: Date }>(
    'select min(started_at) at from clocks where case_id = $1',
    [rows[0]?.id],
  )
  assert.deepEqual(started.rows[0]?.at, later)
  const told = await app.ownerPool.query<{ event: { receivedAt: string; verified: boolean } }>(
    `select event from entries where case_id = $1 and event ->> 'type' = 'mail_adopted'`,
    [rows[0]?.id],
  )
  assert.deepEqual(told.rows[0]?.event.receivedAt, app.now.toISOString())
  const mail = await app.ownerPool.query(
    'select state, case_id, account_id, contact_id from inbound_mail where id = $1',
    [id],
  )
  assert.deepEqual(mail.rows, [
    { state: 'case', case_id: rows[0]?.id, account_id: account.id, contact_id: mia.id },
  ])
  assert.deepEqual(await listOf(mia), [])
  await assert.rejects(adoptMatched(app.context(mia.actor, later), { id }), { code: 'not_found' })
  const decided = await app.ownerPool.query(
    'select act, by_name, about from triage_decisions where mail_id = $1 order by id',
    [id],
  )
  assert.deepEqual(decided.rows.at(-1), { act: 'adopted', by_name: mia.name, about: reference })
})

test('Said not to be theirs, it is back with staff alone, who read that it was said', async () => {
  const id = await matched('heron')
  await disownMatched(app.context(mia.actor), { id })
  assert.deepEqual(await listOf(mia), [])
  const shown = await readTriage(agent(), { id })
  assert.deepEqual([shown.state, shown.matchedTo], ['triage', null])
  assert.deepEqual(
    shown.decisions.filter(({ mailId }) => mailId === id).map(({ act, by }) => `${act} by ${by}`),
    [`not_ours by ${mia.name}`, `matched by ${vendor.agent.name}`],
  )
})

test('A refusal leaves it where it is', async () => {
  const id = await matched('stork')
  // The agreement has ended by then.
  const attempt = adoptMatched(app.context(mia.actor, new Date('2040-01-01')), { id })
  await assert.rejects(attempt, { kind: 'forbidden' })
  assert.deepEqual(await listOf(mia), [id])
  await discardTriage(agent(), { id, reason: 'Over' })
})

test('What leaves triage by another way is shown to the account no more', async () => {
  const id = await matched('crane')
  // By no verb that knows of matches.
  await app.ownerPool.query(`update inbound_mail set state = 'case' where id = $1`, [id])
  assert.deepEqual(await listOf(mia), [])
})

test('Staff who put it aside and the contact who adopts it at the same time: one of them does', async () => {
  for (let round = 0; round < 6; round++) {
    const id = await matched(`race${round}`)
    const outcomes = await Promise.allSettled([
      adoptMatched(app.context(mia.actor), { id }),
      discardTriage(agent(), { id, reason: 'Advertising' }),
    ])
    assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1, `round ${round}`)
    const [left] = (await app.ownerPool.query('select state, case_id from inbound_mail where id = $1', [id]))
      .rows
    assert.equal(left.state === 'case', left.case_id !== null)
  }
})
